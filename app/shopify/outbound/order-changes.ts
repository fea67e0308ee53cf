import { z } from 'zod';
import type { AdminClient, Operation } from './admin-client.ts';
import { instantSchema, numberOf } from './node-values.ts';

const changes = {
  name: 'orders by change',
  document: `#graphql
    query OrderChanges($query: String!, $after: String) {
      orders(first: 100, after: $after, query: $query, sortKey: UPDATED_AT) {
        pageInfo { hasNextPage endCursor }
        nodes { id updatedAt }
      }
    }`,
  result: z.object({
    orders: z.object({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      nodes: z.array(z.object({ id: z.string(), updatedAt: instantSchema })),
    }),
  }),
} satisfies Operation;

export type OrderChange = { readonly orderId: bigint; readonly updatedAt: Date };

/** The orders that changed between two instants, the older changes first, a page at a time. */
export async function* orderChanges(
  client: AdminClient,
  from: Date,
  to: Date,
): AsyncGenerator<OrderChange[]> {
  const query = `updated_at:>='${from.toISOString()}' updated_at:<='${to.toISOString()}'`;
  for (let after: string | null = null; ; ) {
    const answer: z.output<typeof changes.result> = await client.run(changes, { query, after });
    const { nodes, pageInfo } = answer.orders;
    yield nodes.map(({ id, updatedAt }) => ({ orderId: numberOf(id), updatedAt }));
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}
