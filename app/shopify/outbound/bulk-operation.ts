import { z } from 'zod';
import type { AdminClient, Operation } from './admin-client.ts';
import { instantSchema } from './node-values.ts';
import { type Outcome, outcomeOf, userErrorsSchema } from './user-error.ts';

/** Numbers that Shopify writes as text. */
const countSchema = z.union([z.string(), z.number()]).transform(Number);

const operationSchema = z.object({
  id: z.string(),
  status: z.enum(['CREATED', 'RUNNING', 'COMPLETED', 'CANCELING', 'CANCELED', 'FAILED', 'EXPIRED']),
  errorCode: z.string().nullable(),
  createdAt: instantSchema,
  query: z.string(),
  rootObjectCount: countSchema,
  fileSize: countSchema.nullable(),
  /** Null where the operation found nothing, and until it is done. */
  url: z.string().nullable(),
});
export type BulkOperation = z.output<typeof operationSchema>;

const OPERATION = `id status errorCode createdAt query rootObjectCount fileSize url`;

const start = {
  name: 'bulkOperationRunQuery',
  // Grouped: children follow their parent, so that one order at a time is in memory.
  document: `#graphql
    mutation StartBulkQuery($query: String!) {
      result: bulkOperationRunQuery(query: $query, groupObjects: true) {
        bulkOperation { ${OPERATION} }
        userErrors { code field message }
      }
    }`,
  result: z.object({
    result: z.object({ bulkOperation: operationSchema.nullable(), userErrors: userErrorsSchema }),
  }),
} satisfies Operation;

const watch = {
  name: 'bulkOperation',
  document: `#graphql
    query WatchBulkQuery($id: ID!) { bulkOperation(id: $id) { ${OPERATION} } }`,
  result: z.object({ bulkOperation: operationSchema.nullable() }),
} satisfies Operation;

const recent = {
  name: 'bulkOperations',
  document: `#graphql
    query RecentBulkQueries($query: String!) {
      bulkOperations(first: 25, sortKey: CREATED_AT, reverse: true, query: $query) {
        nodes { ${OPERATION} }
      }
    }`,
  result: z.object({ bulkOperations: z.object({ nodes: z.array(operationSchema) }) }),
} satisfies Operation;

/** Starts a bulk query. Five may run at a time; a sixth is refused with LIMIT_REACHED or OPERATION_IN_PROGRESS. */
export async function startBulkQuery(
  client: AdminClient,
  query: string,
): Promise<Outcome<BulkOperation>> {
  const { result } = await client.run(start, { query });
  return outcomeOf(result.bulkOperation, result.userErrors);
}

/** The operation as it stands, or null when Shopify has forgotten it. */
export async function findBulkOperation(
  client: AdminClient,
  id: string,
): Promise<BulkOperation | null> {
  const { bulkOperation } = await client.run(watch, { id });
  return bulkOperation;
}

const DAY_MS = 86_400_000;

/**
 * An operation that was begun since about `since` and whose query holds this search: the newest that did not end
 * badly. A day is left for clocks that do not agree.
 */
export async function findBulkOperationBySearch(
  client: AdminClient,
  search: string,
  since: Date,
): Promise<BulkOperation | null> {
  const from = new Date(since.getTime() - DAY_MS).toISOString();
  const { bulkOperations } = await client.run(recent, {
    query: `created_at:>='${from}' operation_type:query`,
  });
  const usable = ['CREATED', 'RUNNING', 'COMPLETED'];
  return (
    bulkOperations.nodes.find(
      ({ query, status }) => query.includes(search) && usable.includes(status),
    ) ?? null
  );
}
