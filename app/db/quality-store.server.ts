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
  /** By each source, orders of which it told something. */
  bySource: Readonly<Record<string, number>>;
};

/** What our embed writes into a cart whose visitor declined. */
const DECLINED = JSON.stringify([{ name: '_tributary_consent', value: 'declined' }]);

/**
 * Counts the orders of a span that count in figures: no tests, nothing cancelled. A visit is a link click or a
 * landing.
 */
export async function countShares(tx: Tx, shopId: number, span: OrderSpan): Promise<OrderShares> {
  const [row] = await tx.$queryRaw<OrderShares[]>`
    with o as materialized (
      select order_id, attributes from "order"
      where shop_id = ${shopId} and processed_at >= ${span.from} and processed_at < ${span.to}
        and not test and cancelled_at is null
    ), seen as materialized (
      select t.order_id, t.influencer_id, t.kind, t.sources
      from o join touchpoint t on t.shop_id = ${shopId} and t.order_id = o.order_id
    ), touched as (
      select order_id, influencer_id, bool_or(kind <> 'unknown') as told,
        bool_or(kind = 'code') as code, bool_or(kind in ('link_click', 'landing')) as visit
      from seen group by order_id, influencer_id
    ), sourced as (
      select source, count(distinct order_id)::int as orders
      from seen, unnest(sources) as source group by source
    )
    select (select count(*)::int from o) as orders,
      (select count(*)::int from o where attributes @> ${DECLINED}::jsonb) as declined,
      (count(distinct order_id) filter (where told))::int as "withJourney",
      (count(distinct order_id) filter (where influencer_id is not null and code and not visit))::int
        as "codeWithoutVisit",
      (count(distinct order_id) filter (where influencer_id is not null and visit and not code))::int
        as "visitWithoutCode",
      coalesce((select json_object_agg(source, orders) from sourced), '{}') as "bySource"
    from touched`;
  return row ?? NONE;
}

const NONE: OrderShares = {
  orders: 0,
  withJourney: 0,
  declined: 0,
  codeWithoutVisit: 0,
  visitWithoutCode: 0,
  bySource: {},
};
