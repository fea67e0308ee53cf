import type { Tx } from './client.server.ts';
import { toJson } from './json-rows.server.ts';

/** What the house knows of the ways that led a person to some orders. */
export type PersonalTraces = {
  /** Browsers tied to the orders. `isAlone`: nobody else bought in it. */
  readonly browsers: readonly { readonly visitorId: string; readonly isAlone: boolean }[];
  readonly eventIds: readonly string[];
  readonly clickIds: readonly string[];
};

/**
 * The traces of the person who placed these orders. In a browser where others bought as well, hers is what came
 * before an order of hers and after the last one of somebody else.
 */
export async function personalTraces(
  tx: Tx,
  shopId: number,
  orderIds: readonly bigint[],
): Promise<PersonalTraces> {
  const [row] = await tx.$queryRaw<[PersonalTraces]>`
    with named as materialized (
      select o.order_id, o.checkout_token, o.processed_at
      from jsonb_array_elements_text(${toJson(orderIds)}::jsonb) as id
      join "order" o on o.shop_id = ${shopId}::int and o.order_id = id::bigint
    ), mine as materialized (
      select j.visitor_id, n.processed_at from named n
      join visitor_join j on j.shop_id = ${shopId}::int and j.kind = 'checkout' and j.key = n.checkout_token
      union
      select j.visitor_id, n.processed_at from named n
      join visitor_join j on j.shop_id = ${shopId}::int and j.kind in ('order', 'cart') and j.key = n.order_id::text
    ), browser as materialized (select distinct visitor_id from mine),
    tied as materialized (
      select j.visitor_id, j.kind, j.key from browser b
      join visitor_join j on j.shop_id = ${shopId}::int and j.visitor_id = b.visitor_id
    ), others as materialized (
      select t.visitor_id, o.processed_at from tied t
      join "order" o on o.shop_id = ${shopId}::int and o.checkout_token = t.key
      where t.kind = 'checkout' and o.order_id not in (select order_id from named)
      union
      select t.visitor_id, o.processed_at from tied t
      join "order" o on o.shop_id = ${shopId}::int
        and o.order_id = case when t.kind in ('order', 'cart') then t.key::bigint end
      where o.order_id not in (select order_id from named)
    ), event as materialized (
      select e.event_id from browser b
      join pixel_event e on e.shop_id = ${shopId}::int and e.visitor_id = b.visitor_id
      where not exists (select from others o where o.visitor_id = e.visitor_id)
        or exists (
          select from mine m where m.visitor_id = e.visitor_id
            and e.occurred_at <= m.processed_at + interval '10 minutes' and not exists (
              select from others o where o.visitor_id = e.visitor_id
                and o.processed_at >= e.occurred_at and o.processed_at < m.processed_at))
      union
      select e.event_id from named n join pixel_event e on e.shop_id = ${shopId}::int
        and (e.order_id = n.order_id or e.checkout_token = n.checkout_token)
    ), followed as (
      select c.click_id from named n
      join order_click c on c.shop_id = ${shopId}::int and c.order_id = n.order_id
      union
      select t.click_id from named n
      join touchpoint t on t.shop_id = ${shopId}::int and t.order_id = n.order_id
      where t.click_id is not null
      union
      select case when t.kind = 'click' then t.key::uuid end from tied t
      where t.kind = 'click' and not exists (select from others o where o.visitor_id = t.visitor_id)
    ), click as (
      select click_id from followed
      union
      select c.click_id from followed f
      join link_click k on k.shop_id = ${shopId}::int and k.click_id = f.click_id
      join link_click c on c.shop_id = ${shopId}::int and c.visitor_id = k.visitor_id
    )
    select
      coalesce((select jsonb_agg(jsonb_build_object('visitorId', b.visitor_id, 'isAlone', not exists (
        select from others o where o.visitor_id = b.visitor_id))) from browser b), '[]') as browsers,
      coalesce((select jsonb_agg(event_id) from event), '[]') as "eventIds",
      coalesce((select jsonb_agg(click_id) from click), '[]') as "clickIds"`;
  return row;
}

/** Everything that is held on the ways to these orders. */
export async function journeyHoldings(tx: Tx, shopId: number, orderIds: readonly bigint[]) {
  const { browsers, eventIds, clickIds } = await personalTraces(tx, shopId, orderIds);
  const alone = browsers.filter(({ isAlone }) => isAlone).map(({ visitorId }) => visitorId);
  const ofOrders = { where: { shopId, orderId: { in: [...orderIds] } } };
  return {
    moments: await tx.journeyMoment.findMany(ofOrders),
    joins: await tx.visitorJoin.findMany({
      where: {
        shopId,
        OR: [
          { visitorId: { in: alone } },
          {
            visitorId: { in: browsers.map(({ visitorId }) => visitorId) },
            kind: { in: ['order', 'cart'] },
            key: { in: orderIds.map(String) },
          },
        ],
      },
    }),
    events: await tx.pixelEvent.findMany({ where: { shopId, eventId: { in: [...eventIds] } } }),
    clicks: await tx.linkClick.findMany({ where: { shopId, clickId: { in: [...clickIds] } } }),
  };
}

/**
 * Makes the ways to these orders nobody's: what was seen is still counted, and nothing says any more who was seen.
 * To be called while the orders still know their checkouts.
 */
export async function eraseJourneys(
  tx: Tx,
  shopId: number,
  orderIds: readonly bigint[],
): Promise<void> {
  const { browsers, eventIds, clickIds } = await personalTraces(tx, shopId, orderIds);
  const ids = toJson(orderIds);
  const alone = toJson(browsers.filter(({ isAlone }) => isAlone).map(({ visitorId }) => visitorId));
  await tx.$executeRaw`
    delete from visitor_join j where j.shop_id = ${shopId}::int and (
      j.visitor_id in (select value::uuid from jsonb_array_elements_text(${alone}::jsonb))
      or (j.kind in ('order', 'cart') and j.key in (select jsonb_array_elements_text(${ids}::jsonb)))
      or (j.kind = 'checkout' and j.key in (
        select o.checkout_token from "order" o where o.shop_id = ${shopId}::int
          and o.order_id in (select value::bigint from jsonb_array_elements_text(${ids}::jsonb)))))`;
  await tx.$executeRaw`
    update pixel_event set visitor_id = null, checkout_token = null, order_id = null, referrer = null,
      url = split_part(url, '?', 1), is_gathered = true
    where shop_id = ${shopId}::int
      and event_id in (select jsonb_array_elements_text(${toJson(eventIds)}::jsonb))`;
  await tx.$executeRaw`
    update link_click set visitor_id = null
    where shop_id = ${shopId}::int
      and click_id in (select value::uuid from jsonb_array_elements_text(${toJson(clickIds)}::jsonb))`;
  await tx.$executeRaw`
    update touchpoint set visitor_id = null, click_id = null where shop_id = ${shopId}::int
      and order_id in (select value::bigint from jsonb_array_elements_text(${ids}::jsonb))`;
  for (const table of ['order_click', 'journey_moment']) {
    await tx.$executeRawUnsafe(
      `delete from "${table}" where shop_id = $1::int
         and order_id in (select value::bigint from jsonb_array_elements_text($2::jsonb))`,
      shopId,
      ids,
    );
  }
}
