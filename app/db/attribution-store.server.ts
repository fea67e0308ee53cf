import { Prisma } from '@prisma/client';
import { MODELS, type Model } from '#app/domain/attribution-model.ts';
import { toJson } from './json-rows.server.ts';
import { shownGeneration } from './shown-generation.server.ts';
import type { Statements } from './statements.server.ts';

/**
 * Marks an order due for attribution, and with it the orders of its customer whose being the first one may have
 * changed: those that are not yet known as what they are now. A mark that attribution is taking at this moment is
 * waited for and set anew.
 */
export async function markDue(
  tx: Statements,
  shopId: number,
  orderId: bigint,
  customerId: bigint | null,
): Promise<void> {
  // One customer, compared as such: of a list the planner would think it cheaper to read all orders of the shop.
  await tx.$executeRaw`
    insert into attribution_due (shop_id, order_id)
    select ${shopId}::int, due.order_id from (
      select ${orderId}::bigint as order_id
      union
      select o.order_id from "order" o
      left join attributed_order a on a.shop_id = o.shop_id and a.order_id = o.order_id
        and a.generation = ${shownGeneration(shopId)}
      where o.shop_id = ${shopId}::int and o.customer_id = ${customerId}::bigint
        and (a.order_id is null or (a.new_customer is true) is distinct from (o.order_id is not distinct from (
          select f.order_id from "order" f
          where f.shop_id = ${shopId}::int and f.customer_id = ${customerId}::bigint
            and not f.test and f.cancelled_at is null
          order by f.processed_at, f.order_id limit 1)))
    ) due order by due.order_id
    on conflict (shop_id, order_id) do update set since = attribution_due.since`;
}

/** Marks many orders due, of which nothing but their credit is to be renewed. */
export async function markOrdersDue(
  tx: Statements,
  shopId: number,
  orderIds: readonly bigint[],
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.$executeRaw`
    insert into attribution_due (shop_id, order_id)
    select ${shopId}::int, value::bigint from jsonb_array_elements_text(${toJson(orderIds)}::jsonb)
    order by value::bigint
    on conflict (shop_id, order_id) do update set since = attribution_due.since`;
}

/**
 * Takes up to `limit` due orders off the list, the longest waiting first; others may take further ones meanwhile, but
 * no replay takes a step until the transaction ends (`lockAttribution`). The lock comes before the marks: whoever waits
 * for a mark would else wait for a replay that waits for them.
 */
export async function takeDue(tx: Statements, shopId: number, limit: number): Promise<bigint[]> {
  const rows = await tx.$queryRaw<{ order_id: bigint }[]>`
    with held as materialized (select pg_advisory_xact_lock_shared(3, ${shopId}::int))
    delete from attribution_due d using (
      select shop_id, order_id from attribution_due where shop_id = ${shopId}::int and exists (select from held)
      order by since, order_id limit ${limit}::int for update skip locked
    ) taken
    where d.shop_id = taken.shop_id and d.order_id = taken.order_id
    returning d.order_id`;
  return rows.map((row) => row.order_id);
}

/** Shops whose inbox or attribution has waited longer than a job would take to come: their job was lost. */
export async function waitingShops(
  tx: Statements,
  since: Date,
): Promise<{ inbox: number[]; attribution: number[] }> {
  const inbox = await tx.$queryRaw<{ shop_id: number }[]>`
    select distinct shop_id from inbox_message
    where status = 'pending' and received_at < ${since}::timestamptz and coalesce(not_before, received_at) < ${since}::timestamptz`;
  const attribution = await tx.$queryRaw<{ shop_id: number }[]>`
    select distinct shop_id from attribution_due where since < ${since}::timestamptz`;
  return {
    inbox: inbox.map(({ shop_id }) => shop_id),
    attribution: attribution.map(({ shop_id }) => shop_id),
  };
}

export type AttributedOrderRow = {
  generation: number;
  rulesVersion: number;
  orderId: bigint;
  /** YYYY-MM-DD in the shop's time zone. */
  day: string;
  currency: string;
  netMinor: bigint;
  counted: 0 | 1;
  newCustomer: boolean | null;
  /** The model fit that its Markov credit rests on. */
  fit: number | null;
};

/** With what each model gives, in minor units. */
export type CreditRow = Record<Model, bigint> & {
  generation: number;
  orderId: bigint;
  touchpointId: bigint;
  position: number;
  day: string;
  channel: string;
  influencerId: string | null;
  collaborationId: string | null;
};

const MODEL_COLUMNS = Prisma.raw(MODELS.join(', '));
const MODEL_TYPES = Prisma.raw(MODELS.map((model) => `${model} bigint`).join(', '));

/** Writes what attribution made of some orders, in place of everything it made of them before in that generation. */
export async function replaceCredit(
  tx: Statements,
  shopId: number,
  orders: readonly AttributedOrderRow[],
  credits: readonly CreditRow[],
): Promise<void> {
  const orderRows = toJson(orders);
  await tx.$executeRaw`
    delete from credit c using jsonb_to_recordset(${orderRows}::jsonb) as o(generation int, "orderId" bigint)
    where c.shop_id = ${shopId}::int and c.generation = o.generation and c.order_id = o."orderId"`;
  await tx.$executeRaw`
    with put_orders as (
      insert into attributed_order (shop_id, generation, order_id, day, currency, net_minor, counted, new_customer,
        rules_version, fit)
      select ${shopId}::int, generation, "orderId", day, currency, "netMinor", counted, "newCustomer",
        "rulesVersion", fit
      from jsonb_to_recordset(${orderRows}::jsonb) as o(generation int, "orderId" bigint, day date, currency text,
        "netMinor" bigint, counted int, "newCustomer" boolean, "rulesVersion" int, fit int)
      on conflict (shop_id, generation, order_id) do update set
        day = excluded.day, currency = excluded.currency, net_minor = excluded.net_minor,
        counted = excluded.counted, new_customer = excluded.new_customer,
        rules_version = excluded.rules_version, fit = excluded.fit
    )
    insert into credit (shop_id, generation, order_id, touchpoint_id, position, day, channel, influencer_id,
      collaboration_id, ${MODEL_COLUMNS})
    select ${shopId}::int, generation, "orderId", "touchpointId", position, day, channel, "influencerId",
      "collaborationId", ${MODEL_COLUMNS}
    from jsonb_to_recordset(${toJson(credits)}::jsonb) as c(generation int, "orderId" bigint, "touchpointId" bigint,
      position int, day date, channel text, "influencerId" uuid, "collaborationId" uuid,
      ${MODEL_TYPES})`;
}
