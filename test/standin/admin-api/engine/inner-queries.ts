import type { ExecutionResult } from 'graphql';
import { bulkQueryFault } from '../bulk/bulk-query-rules.ts';
import type { AdminSchema } from './admin-schema.ts';
import type { ApiContext, InnerQueries, ResolverMap } from './api-context.ts';
import { executeOperation } from './execute-operation.ts';
import { prepareOperation } from './prepare-operation.ts';

/** Runs the query inside a bulk operation on the same executor, without page sizes and cost. */
export function innerQueries(
  admin: AdminSchema,
  resolvers: ResolverMap,
  outer: Omit<ApiContext, 'inner'>,
): InnerQueries {
  const prepare = (query: string) =>
    prepareOperation(admin, { query, variables: {}, operationName: null });
  const inner: InnerQueries = {
    faultOf(query) {
      const prepared = prepare(query);
      if ('errors' in prepared) return prepared.errors.map(({ message }) => message).join('; ');
      if (prepared.operation.operation !== 'query') return 'Bulk queries must be queries.';
      return bulkQueryFault(admin.schema, prepared.document);
    },
    async runBulk(query) {
      const connections = new Set<string>();
      const prepared = prepare(query);
      if ('errors' in prepared) return { result: { errors: prepared.errors }, connections };
      const context: ApiContext = { ...outer, bulkConnections: connections, inner };
      const result: ExecutionResult = await executeOperation(admin, resolvers, prepared, context);
      return { result, connections };
    },
  };
  return inner;
}
