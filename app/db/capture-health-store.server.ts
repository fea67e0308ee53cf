import type { StorefrontStatus } from '@prisma/client';
import type { Tx } from './client.server.ts';

/** Seconds of the middle message and of the slow end, null where there was no message. */
export type Delay = { p50: number | null; p95: number | null };

type WebhookDelays = {
  messages: number;
  /** From what happened in the shop to our door. */
  arrival: Delay;
  /** From our door to the facts. */
  processing: Delay;
};

/** How long the messages since then took. What Shopify triggered in our future, by its clock, took no time. */
export async function readDelays(tx: Tx, shopId: number, since: Date): Promise<WebhookDelays> {
  const [row] = await tx.$queryRaw<
    { messages: number; arrival: number[] | null; processing: number[] | null }[]
  >`
    select count(*)::int as messages,
      percentile_disc(array[0.5, 0.95]) within group (order by
        greatest(0, extract(epoch from received_at - triggered_at))::float8) as arrival,
      percentile_disc(array[0.5, 0.95]) within group (order by
        greatest(0, extract(epoch from processed_at - received_at))::float8) as processing
    from inbox_message where shop_id = ${shopId} and received_at >= ${since}`;
  const delay = (values: number[] | null | undefined): Delay => ({
    p50: values?.[0] ?? null,
    p95: values?.[1] ?? null,
  });
  return {
    messages: row?.messages ?? 0,
    arrival: delay(row?.arrival),
    processing: delay(row?.processing),
  };
}

/** Whole hours (their first instants) in which orders were placed and no message came, nor just after, newest first. */
export async function silentHours(
  tx: Tx,
  shopId: number,
  span: { from: Date; to: Date },
): Promise<{ hour: Date; orders: number }[]> {
  return tx.$queryRaw`
    select o.hour, o.orders from (
      select date_trunc('hour', processed_at, 'UTC') as hour, count(*)::int as orders
      from "order"
      where shop_id = ${shopId} and processed_at >= ${span.from} and processed_at < ${span.to}
      group by 1
    ) o
    where not exists (
      select from inbox_message m
      where m.shop_id = ${shopId} and m.received_at >= o.hour and m.received_at < o.hour + interval '70 minutes')
    order by o.hour desc`;
}

/** What listens on the storefront, as last looked, and when it was last heard. */
export type Listeners = {
  status: StorefrontStatus | null;
  lastEventAt: Date | null;
  /** The newest among the latest thousand orders whose cart carried a word of our embed. */
  lastCartOrderAt: Date | null;
};

export async function readListeners(tx: Tx, shopId: number): Promise<Listeners> {
  const status = await tx.storefrontStatus.findUnique({ where: { shopId } });
  const rows = await tx.$queryRaw<Pick<Listeners, 'lastEventAt' | 'lastCartOrderAt'>[]>`
    select (select max(received_at) from pixel_event where shop_id = ${shopId}) as "lastEventAt",
      (select max(processed_at) from (select processed_at, attributes from "order"
          where shop_id = ${shopId} order by processed_at desc limit 1000) newest
        where exists (select from jsonb_array_elements(attributes) as a
          where a ->> 'name' like '\\_tributary\\_%')) as "lastCartOrderAt"`;
  const { lastEventAt = null, lastCartOrderAt = null } = rows[0] ?? {};
  return { status, lastEventAt, lastCartOrderAt };
}

/** How many orders' customer journeys were asked of Shopify, by what came of it. */
export async function countJourneyAnswers(tx: Tx, shopId: number): Promise<Map<string, number>> {
  const rows = await tx.orderJourney.groupBy({ by: ['state'], where: { shopId }, _count: true });
  return new Map(rows.map(({ state, _count }) => [state, _count]));
}

/** How many orders are still to be worked out again, since a rule or an owner changed. */
export async function countBeingRebuilt(tx: Tx, shopId: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ orders: number }[]>`
    select count(*)::int as orders from (
      select order_id from touch_rebuild where shop_id = ${shopId}
      union select order_id from attribution_due where shop_id = ${shopId}) as both_steps`;
  return row?.orders ?? 0;
}
