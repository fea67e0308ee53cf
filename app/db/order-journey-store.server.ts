import type { JourneyMoment } from '#app/domain/customer-journey.ts';
import { toJson } from './json-rows.server.ts';
import type { Statements } from './statements.server.ts';

/**
 * Notes that Shopify is to be asked for an order's journey, once per order. True when no other order of the shop is
 * to be asked for earlier, so that nobody has been told to come as early as that.
 */
export async function putWaitingJourney(
  tx: Statements,
  shopId: number,
  orderId: bigint,
  askAt: Date,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    with put as (
      insert into order_journey (shop_id, order_id, state, ask_at)
      values (${shopId}::int, ${orderId}::bigint, 'waiting', ${askAt}::timestamptz)
      on conflict (shop_id, order_id) do nothing returning ask_at
    )
    select from put where not exists (
      select from order_journey o
      where o.shop_id = ${shopId}::int and o.state = 'waiting' and o.ask_at <= ${askAt}::timestamptz)`;
  return rows.length > 0;
}

export type DueJourney = { orderId: bigint; attempts: number; processedAt: Date };

/** Orders whose journey is to be asked for by `now`, the newest first: one of last month has time. */
export async function dueJourneys(
  tx: Statements,
  shopId: number,
  now: Date,
  limit: number,
): Promise<DueJourney[]> {
  return tx.$queryRaw<DueJourney[]>`
    select j.order_id as "orderId", j.attempts, o.processed_at as "processedAt"
    from order_journey j join "order" o on o.shop_id = j.shop_id and o.order_id = j.order_id
    where j.shop_id = ${shopId}::int and j.state = 'waiting' and j.ask_at <= ${now}::timestamptz
    order by o.processed_at desc, j.order_id limit ${limit}::int`;
}

/** When the shop's next journey is to be asked for; null when none waits. */
export async function nextJourneyAskAt(tx: Statements, shopId: number): Promise<Date | null> {
  const rows = await tx.$queryRaw<{ at: Date | null }[]>`
    select min(ask_at) as at from order_journey where shop_id = ${shopId}::int and state = 'waiting'`;
  return rows[0]?.at ?? null;
}

export type ReadJourney = { orderId: bigint; moments: readonly JourneyMoment[] };

/**
 * Writes journeys that Shopify told: they are asked for no more. Of an order whose person was erased meanwhile no
 * visit is kept. The caller holds the shop's orders (`lockOrders`).
 */
export async function putJourneys(
  tx: Statements,
  shopId: number,
  journeys: readonly ReadJourney[],
  now: Date,
): Promise<void> {
  const orders = journeys.map(({ orderId, moments }) => ({ orderId, count: moments.length }));
  const moments = journeys.flatMap(({ orderId, moments }) =>
    moments.map(({ utm, ...moment }) => ({ orderId, ...moment, ...utm })),
  );
  await tx.$executeRaw`
    update order_journey j set state = 'ready', ask_at = null, read_at = ${now}::timestamptz, moments = told.count,
      attempts = j.attempts + 1
    from jsonb_to_recordset(${toJson(orders)}::jsonb) as told("orderId" bigint, count int)
    where j.shop_id = ${shopId}::int and j.order_id = told."orderId"`;
  if (moments.length === 0) return;
  await tx.$executeRaw`
    insert into journey_moment (shop_id, order_id, moment_id, occurred_at, landing_page, referrer_url, utm_source,
      utm_medium, utm_campaign, utm_content, utm_term)
    select o.shop_id, o.order_id, "momentId", "occurredAt", "landingPage", "referrerUrl", source, medium, campaign,
      content, term
    from jsonb_to_recordset(${toJson(moments)}::jsonb) as m("orderId" bigint, "momentId" text,
      "occurredAt" timestamptz, "landingPage" text, "referrerUrl" text, source text, medium text, campaign text,
      content text, term text)
    join "order" o on o.shop_id = ${shopId}::int and o.order_id = m."orderId" and o.erased_at is null
    on conflict (shop_id, order_id, moment_id) do nothing`;
}

/** Notes that orders have no journey yet: when each is asked for again, or (null) that it is given up. */
export async function putNotReady(
  tx: Statements,
  shopId: number,
  orders: readonly { orderId: bigint; askAt: Date | null }[],
): Promise<void> {
  if (orders.length === 0) return;
  await tx.$executeRaw`
    update order_journey j set attempts = j.attempts + 1, ask_at = told."askAt",
      state = case when told."askAt" is null then 'given_up' else 'waiting' end
    from jsonb_to_recordset(${toJson(orders)}::jsonb) as told("orderId" bigint, "askAt" timestamptz)
    where j.shop_id = ${shopId}::int and j.order_id = told."orderId" and j.state = 'waiting'`;
}

/** Shops that have the app and should have asked for a journey before `since`: their job was lost. */
export async function shopsWithLateJourneys(tx: Statements, since: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    select s.id from shop s where s.installed_at is not null and s.uninstalled_at is null and exists (
      select from order_journey j
      where j.shop_id = s.id and j.state = 'waiting' and j.ask_at < ${since}::timestamptz)`;
  return rows.map(({ id }) => id);
}
