import type { Model } from '#app/domain/attribution-model.ts';
import { creditColumn } from './report-store-figures.server.ts';
import { shownGeneration } from './shown-generation.server.ts';
import type { Statements } from './statements.server.ts';

/** A counted order that an influencer had a part in, or may have by other rules. */
type PreviewedOrder = { orderId: bigint; processedAt: Date; netMinor: bigint };

/**
 * Counted orders in `currency` since a day (YYYY-MM-DD, the shop's) with a contact of any influencer, by id; those
 * after `after`.
 */
export function ordersToPreview(
  tx: Statements,
  shopId: number,
  scope: { since: string; currency: string },
  after: bigint,
  limit: number,
): Promise<PreviewedOrder[]> {
  return tx.$queryRaw<PreviewedOrder[]>`
    select a.order_id as "orderId", o.processed_at as "processedAt", a.net_minor as "netMinor"
    from attributed_order a join "order" o on o.shop_id = a.shop_id and o.order_id = a.order_id
    where a.shop_id = ${shopId}::int and a.generation = ${shownGeneration(shopId)} and a.day >= ${scope.since}::date and a.currency = ${scope.currency}::text
      and a.counted = 1 and a.order_id > ${after}::bigint
      and exists (select from touchpoint t where t.shop_id = a.shop_id and t.order_id = a.order_id
        and t.influencer_id is not null)
    order by a.order_id limit ${limit}::int`;
}

/** What a model gives each influencer now in the orders of one such list; minor units by order and influencer. */
export async function creditNow(
  tx: Statements,
  shopId: number,
  model: Model,
  orderIds: readonly bigint[],
): Promise<{ orderId: bigint; influencerId: string; minor: bigint }[]> {
  const rows = await tx.$queryRaw<{ orderId: bigint; influencerId: string; minor: string }[]>`
    select c.order_id as "orderId", c.influencer_id as "influencerId", sum(c.${creditColumn(model)})::text as minor
    from credit c
    where c.shop_id = ${shopId}::int and c.generation = ${shownGeneration(shopId)}
      and c.order_id = any(${[...orderIds]}::bigint[]) and c.influencer_id is not null
    group by c.order_id, c.influencer_id`;
  return rows.map((row) => ({ ...row, minor: BigInt(row.minor) }));
}
