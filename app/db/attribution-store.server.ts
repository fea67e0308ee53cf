import type { Tx } from './client.server.ts';
import { toJson } from './json-rows.server.ts';

/**
 * Marks an order due for attribution, and with it the orders of its customers whose being the first one may have
 * changed: those that are not yet known as what they are now. `customerIds`: before and after the telling.
 * A mark that attribution is taking at this moment is waited for and set anew.
 */
export async function markDue(
  tx: Tx,
  shopId: number,
  orderId: bigint,
  customerIds: readonly bigint[],
): Promise<void> {
  await tx.$executeRaw`
    with customers as (
      select value::bigint as customer_id from jsonb_array_elements_text(${toJson(customerIds)}::jsonb)
    ), firsts as (
      select f.order_id from customers c cross join lateral (
        select o.order_id from "order" o
        where o.shop_id = ${shopId} and o.customer_id = c.customer_id and not o.test and o.cancelled_at is null
        order by o.processed_at, o.order_id limit 1) f
    )
    insert into attribution_due (shop_id, order_id)
    select ${shopId}, due.order_id from (
      select ${orderId}::bigint as order_id
      union
      select o.order_id from customers c
      join "order" o on o.shop_id = ${shopId} and o.customer_id = c.customer_id
      left join attributed_order a on a.shop_id = o.shop_id and a.order_id = o.order_id
      where a.order_id is null
        or (a.new_customer is true) is distinct from (o.order_id in (select order_id from firsts))
    ) due order by due.order_id
    on conflict (shop_id, order_id) do update set since = attribution_due.since`;
}

/** Marks many orders due, of which nothing but their credit is to be renewed. */
export async function markOrdersDue(
  tx: Tx,
  shopId: number,
  orderIds: readonly bigint[],
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.$executeRaw`
    insert into attribution_due (shop_id, order_id)
    select ${shopId}, value::bigint from jsonb_array_elements_text(${toJson(orderIds)}::jsonb)
    order by value::bigint
    on conflict (shop_id, order_id) do update set since = attribution_due.since`;
}

/** Marks every order of the shop due, as after a change of its settings. Returns how many. */
export async function markAllOrdersDue(tx: Tx, shopId: number): Promise<number> {
  return tx.$executeRaw`
    insert into attribution_due (shop_id, order_id)
    select shop_id, order_id from "order" where shop_id = ${shopId} order by order_id
    on conflict (shop_id, order_id) do update set since = attribution_due.since`;
}

/** Takes up to `limit` due orders off the list, the longest waiting first; others may take further ones meanwhile. */
export async function takeDue(tx: Tx, shopId: number, limit: number): Promise<bigint[]> {
  const rows = await tx.$queryRaw<{ order_id: bigint }[]>`
    delete from attribution_due d using (
      select shop_id, order_id from attribution_due where shop_id = ${shopId}
      order by since, order_id limit ${limit} for update skip locked
    ) taken
    where d.shop_id = taken.shop_id and d.order_id = taken.order_id
    returning d.order_id`;
  return rows.map((row) => row.order_id);
}

/** Shops whose inbox or attribution has waited longer than a job would take to come: their job was lost. */
export async function waitingShops(
  tx: Tx,
  since: Date,
): Promise<{ inbox: number[]; attribution: number[] }> {
  const inbox = await tx.$queryRaw<{ shop_id: number }[]>`
    select distinct shop_id from inbox_message
    where status = 'pending' and received_at < ${since} and coalesce(not_before, received_at) < ${since}`;
  const attribution = await tx.$queryRaw<{ shop_id: number }[]>`
    select distinct shop_id from attribution_due where since < ${since}`;
  return {
    inbox: inbox.map(({ shop_id }) => shop_id),
    attribution: attribution.map(({ shop_id }) => shop_id),
  };
}

export type AttributedOrderRow = {
  orderId: bigint;
  /** YYYY-MM-DD in the shop's time zone. */
  day: string;
  currency: string;
  netMinor: bigint;
  counted: 0 | 1;
  newCustomer: boolean | null;
};

export type CreditRow = {
  orderId: bigint;
  touchpointId: bigint;
  position: number;
  day: string;
  channel: string;
  influencerId: string | null;
  collaborationId: string | null;
  first_touch: bigint;
  last_touch: bigint;
  linear: bigint;
};

/** Writes what attribution made of some orders, in place of everything it made of them before. */
export async function replaceCredit(
  tx: Tx,
  shopId: number,
  settingsVersion: number,
  orders: readonly AttributedOrderRow[],
  credits: readonly CreditRow[],
): Promise<void> {
  const orderRows = toJson(orders);
  await tx.$executeRaw`
    delete from credit where shop_id = ${shopId} and order_id in (
      select "orderId" from jsonb_to_recordset(${orderRows}::jsonb) as o("orderId" bigint))`;
  await tx.$executeRaw`
    with put_orders as (
      insert into attributed_order (shop_id, order_id, day, currency, net_minor, counted, new_customer, settings_version)
      select ${shopId}, "orderId", day, currency, "netMinor", counted, "newCustomer", ${settingsVersion}
      from jsonb_to_recordset(${orderRows}::jsonb) as o("orderId" bigint, day date, currency text,
        "netMinor" bigint, counted int, "newCustomer" boolean)
      on conflict (shop_id, order_id) do update set
        day = excluded.day, currency = excluded.currency, net_minor = excluded.net_minor,
        counted = excluded.counted, new_customer = excluded.new_customer,
        settings_version = excluded.settings_version
    )
    insert into credit (shop_id, order_id, touchpoint_id, position, day, channel, influencer_id,
      collaboration_id, first_touch, last_touch, linear)
    select ${shopId}, "orderId", "touchpointId", position, day, channel, "influencerId",
      "collaborationId", first_touch, last_touch, linear
    from jsonb_to_recordset(${toJson(credits)}::jsonb) as c("orderId" bigint, "touchpointId" bigint,
      position int, day date, channel text, "influencerId" uuid, "collaborationId" uuid,
      first_touch bigint, last_touch bigint, linear bigint)`;
}
