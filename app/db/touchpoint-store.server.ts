import type { Touch } from '#app/domain/journey.ts';
import type { OrderTouch } from '#app/domain/order-touches.ts';
import { toJson } from './json-rows.server.ts';
import type { Statements } from './statements.server.ts';

/**
 * Makes an order's own touchpoints exactly these. One that was there keeps its id, by its source key; one that no
 * longer follows from the order's evidence is gone. `replaces`: only codes may be gone, or nothing.
 */
export async function replaceOrderTouches(
  tx: Statements,
  shopId: number,
  orderId: bigint,
  touches: readonly OrderTouch[],
  replaces: 'all' | 'codes' | 'nothing',
): Promise<void> {
  const rows = toJson(touches.map(({ utm, ...touch }) => ({ ...touch, ...utm })));
  await tx.$executeRaw`
    with told as (
      select * from jsonb_to_recordset(${rows}::jsonb) as t("sourceKey" text, "occurredAt" timestamptz, kind text,
        channel text, "influencerId" uuid, "collaborationId" uuid, source text, medium text, campaign text,
        content text, term text, "referrerHost" text, "landingPath" text, code text, evidence text, sources text[],
        "joinedBy" text, "visitorId" uuid, "clickId" uuid)
    ), gone as (
      delete from touchpoint where shop_id = ${shopId}::int and order_id = ${orderId}::bigint
        and source_key like ${`order:${orderId}:%`}::text
        and source_key not in (select "sourceKey" from told)
        and (${replaces}::text = 'all' or (${replaces}::text = 'codes' and kind = 'code'))
    )
    insert into touchpoint (shop_id, source_key, order_id, occurred_at, kind, channel, influencer_id,
      collaboration_id, utm_source, utm_medium, utm_campaign, utm_content, utm_term, referrer_host, landing_path,
      code, evidence, sources, joined_by, visitor_id, click_id)
    select ${shopId}::int, "sourceKey", ${orderId}::bigint, "occurredAt", kind, channel, "influencerId",
      "collaborationId", source, medium, campaign, content, term, "referrerHost", "landingPath", code, evidence,
      sources, "joinedBy", "visitorId", "clickId"
    from told
    on conflict (shop_id, source_key) do update set
      order_id = excluded.order_id, occurred_at = excluded.occurred_at, kind = excluded.kind,
      channel = excluded.channel, influencer_id = excluded.influencer_id,
      collaboration_id = excluded.collaboration_id, utm_source = excluded.utm_source,
      utm_medium = excluded.utm_medium, utm_campaign = excluded.utm_campaign, utm_content = excluded.utm_content,
      utm_term = excluded.utm_term, referrer_host = excluded.referrer_host, landing_path = excluded.landing_path,
      code = excluded.code, evidence = excluded.evidence, sources = excluded.sources,
      joined_by = excluded.joined_by, visitor_id = excluded.visitor_id, click_id = excluded.click_id`;
}

/** A touchpoint with the number that credit names it by. Its `id` is its source key: the same on every rebuild. */
export type StoredTouch = Touch & { readonly touchpointId: bigint };

/** The touchpoints of each order, in the shape that journeys are made of. */
export async function touchesOfOrders(
  tx: Statements,
  shopId: number,
  orderIds: readonly bigint[],
): Promise<Map<bigint, StoredTouch[]>> {
  const rows = await tx.$queryRaw<(StoredTouch & { orderId: bigint })[]>`
    select order_id as "orderId", touchpoint_id as "touchpointId", source_key as id, kind, channel,
      influencer_id as "influencerId", collaboration_id as "collaborationId", occurred_at as "occurredAt"
    from touchpoint where shop_id = ${shopId}::int and order_id = any(${[...orderIds]}::bigint[])`;
  return Map.groupBy(rows, ({ orderId }) => orderId);
}

/** Whether an order has touchpoints of visits that only the door or the pixel saw. */
export async function hasSeenTouches(
  tx: Statements,
  shopId: number,
  orderId: bigint,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select from touchpoint where shop_id = ${shopId}::int and order_id = ${orderId}::bigint
      and sources && array['link_click', 'pixel'] limit 1`;
  return rows.length > 0;
}
