import { Prisma } from '@prisma/client';
import type { Tx } from './client.server.ts';

/** Orders processed in [from, to). */
export type OrderSpan = { from: Date; to: Date };

/** How many of a span's orders tell where their buyer came from, and how. */
export type OrderShares = {
  orders: number;
  /** Orders with any touchpoint but the one that stands in for none. */
  withJourney: number;
  /** Orders whose buyer declined to be followed, as our embed wrote into the cart. */
  declined: number;
  /** Orders with an influencer's code and no visit of hers. */
  codeWithoutVisit: number;
  /** Orders with an influencer's visit and no code of hers. */
  visitWithoutCode: number;
};

/** What our embed writes into a cart whose visitor declined. */
const DECLINED = JSON.stringify([{ name: '_tributary_consent', value: 'declined' }]);

/** Those that count in figures: no tests, nothing cancelled. */
function ordersOf(shopId: number, { from, to }: OrderSpan): Prisma.Sql {
  return Prisma.sql`
    select order_id, attributes from "order"
    where shop_id = ${shopId} and processed_at >= ${from} and processed_at < ${to}
      and not test and cancelled_at is null`;
}

/** Counts the orders of a span. A visit is a link click or a landing. */
export async function countShares(tx: Tx, shopId: number, span: OrderSpan): Promise<OrderShares> {
  const [row] = await tx.$queryRaw<OrderShares[]>`
    with o as materialized (${ordersOf(shopId, span)}), touched as materialized (
      select t.order_id, t.influencer_id, bool_or(t.kind <> 'unknown') as told,
        bool_or(t.kind = 'code') as code, bool_or(t.kind in ('link_click', 'landing')) as visit
      from o join touchpoint t on t.shop_id = ${shopId} and t.order_id = o.order_id
      group by t.order_id, t.influencer_id
    )
    select (select count(*)::int from o) as orders,
      (select count(*)::int from o where attributes @> ${DECLINED}::jsonb) as declined,
      (count(distinct order_id) filter (where told))::int as "withJourney",
      (count(distinct order_id) filter (where influencer_id is not null and code and not visit))::int
        as "codeWithoutVisit",
      (count(distinct order_id) filter (where influencer_id is not null and visit and not code))::int
        as "visitWithoutCode"
    from touched`;
  return (
    row ?? { orders: 0, withJourney: 0, declined: 0, codeWithoutVisit: 0, visitWithoutCode: 0 }
  );
}

/** By each source, how many of a span's orders it told something of. */
export async function countSources(
  tx: Tx,
  shopId: number,
  span: OrderSpan,
): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ source: string; orders: number }[]>`
    with o as materialized (${ordersOf(shopId, span)})
    select source, count(distinct o.order_id)::int as orders
    from o join touchpoint t on t.shop_id = ${shopId} and t.order_id = o.order_id,
      unnest(t.sources) as source
    group by source`;
  return new Map(rows.map(({ source, orders }) => [source, orders]));
}
