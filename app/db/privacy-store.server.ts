import type { Tx } from './client.server.ts';
import { eraseJourneys, journeyHoldings } from './journey-privacy-store.server.ts';
import { toJson } from './json-rows.server.ts';

/** The orders that a request names and those of its customer, as far as we have them. */
export async function ordersOfRequest(
  tx: Tx,
  shopId: number,
  request: { customerId: bigint | null; orderIds: readonly bigint[] },
): Promise<bigint[]> {
  const { customerId, orderIds } = request;
  const rows = await tx.order.findMany({
    where: {
      shopId,
      OR: [{ orderId: { in: [...orderIds] } }, ...(customerId === null ? [] : [{ customerId }])],
    },
    select: { orderId: true },
    orderBy: { orderId: 'asc' },
  });
  return rows.map(({ orderId }) => orderId);
}

/** Everything that is held on a customer's orders, as JSON with ids and amounts as text. */
export async function holdingsOf(
  tx: Tx,
  shopId: number,
  customerId: bigint | null,
  orderIds: readonly bigint[],
): Promise<string> {
  const ofOrders = { where: { shopId, orderId: { in: [...orderIds] } } };
  const refunds = await tx.refund.findMany(ofOrders);
  const ofRefunds = {
    where: { shopId, refundId: { in: refunds.map(({ refundId }) => refundId) } },
  };
  const customer =
    customerId === null
      ? null
      : await tx.customer.findUnique({ where: { shopId_customerId: { shopId, customerId } } });
  const messages = await tx.inboxMessage.findMany({
    where: { ...ofOrders.where, body: { not: null } },
    orderBy: { seq: 'asc' },
    select: { topic: true, receivedAt: true, body: true },
  });
  return toJson({
    customer,
    orders: await tx.order.findMany(ofOrders),
    lines: await tx.orderLine.findMany(ofOrders),
    codes: await tx.orderDiscountCode.findMany(ofOrders),
    refunds,
    refundLines: await tx.refundLine.findMany(ofRefunds),
    refundAdjustments: await tx.refundAdjustment.findMany(ofRefunds),
    touchpoints: await tx.touchpoint.findMany(ofOrders),
    ...(await journeyHoldings(tx, shopId, orderIds)),
    messages: messages.map(({ body, ...rest }) => ({
      ...rest,
      body: Buffer.from(body ?? []).toString('utf8'),
    })),
  });
}

/** Records a request and what came of it; the same delivery again writes over its own record. `result` is JSON. */
export async function putPrivacyRequest(
  tx: Tx,
  shopId: number,
  request: { webhookId: string; topic: string; receivedAt: Date },
  result: string,
): Promise<void> {
  const { webhookId, topic, receivedAt } = request;
  await tx.$executeRaw`
    insert into privacy_request (shop_id, webhook_id, topic, received_at, done_at, result)
    values (${shopId}, ${webhookId}, ${topic}, ${receivedAt}, now(), ${result}::jsonb)
    on conflict (shop_id, webhook_id) do update set done_at = excluded.done_at, result = excluded.result`;
}

export type Erased = { orders: number; messages: number; customers: number };

/**
 * Erases the person from orders: who it was, where the browser came from, what was written into the cart, by which
 * browsers and clicks she came; and from what else tells of them, such as bodies of messages and answers to earlier data requests. What was bought and
 * paid stays, and so does the credit made of it.
 */
export async function eraseCustomer(
  tx: Tx,
  shopId: number,
  customerId: bigint | null,
  orderIds: readonly bigint[],
): Promise<Erased> {
  const ids = toJson(orderIds);
  await eraseJourneys(tx, shopId, orderIds);
  const orders = await tx.$executeRaw`
    update "order" set customer_id = null, cart_token = null, checkout_token = null, referring_site = null,
      landing_site = split_part(split_part(landing_site, '?', 1), '#', 1), attributes = '[]'::jsonb,
      erased_at = coalesce(erased_at, now())
    where shop_id = ${shopId}
      and order_id in (select value::bigint from jsonb_array_elements_text(${ids}::jsonb))`;
  await tx.$executeRaw`
    update touchpoint set utm_source = null, utm_medium = null, utm_campaign = null, utm_content = null,
      utm_term = null, referrer_host = null
    where shop_id = ${shopId}
      and order_id in (select value::bigint from jsonb_array_elements_text(${ids}::jsonb))`;
  // A message that was never understood does not know its order: its body is searched for the number.
  const messages = await tx.$executeRaw`
    update inbox_message m set body = null
    where m.shop_id = ${shopId} and m.body is not null and exists (
      select from jsonb_array_elements_text(${ids}::jsonb) as named(id)
      where m.order_id = named.id::bigint
        or (m.order_id is null and m.status <> 'done' and position(convert_to(named.id, 'UTF8') in m.body) > 0))`;
  await tx.$executeRaw`
    update privacy_request p set result = null
    where p.shop_id = ${shopId} and p.topic = 'customers/data_request' and exists (
      select from jsonb_array_elements(p.result -> 'orders') as held(item)
      where held.item ->> 'orderId' in (select jsonb_array_elements_text(${ids}::jsonb)))`;
  const { count: customers } =
    customerId === null
      ? { count: 0 }
      : await tx.customer.deleteMany({ where: { shopId, customerId } });
  return { orders, messages, customers };
}

/** Every table that holds rows of a shop, those that refer to others first. A test compares it with the database. */
export const TABLES_OF_SHOP = [
  'credit',
  'attributed_order',
  'attribution_due',
  'model_fit',
  'attribution_rules',
  'attribution_replay',
  'touch_rebuild',
  'order_journey',
  'journey_moment',
  'visitor_join',
  'pixel_event',
  'link_click',
  'touchpoint',
  'refund_adjustment',
  'refund_line',
  'refund',
  'order_click',
  'order_discount_code',
  'order_line',
  'order',
  'customer',
  'inbox_message',
  'privacy_request',
  'backfill',
  'reconciliation_run',
  'channel_rule',
  'utm_alias',
  'cost',
  'letter',
  'launch_check',
  'storefront_status',
  'shopify_object',
  'tracking_link',
  'landing_page',
  'discount_code',
  'collaboration',
  'campaign',
  'influencer_platform',
  'influencer',
  'shop_settings',
] as const;

/** Deletes every row of a shop, and the shop. Returns how many rows that were. */
export async function eraseShop(tx: Tx, shopId: number): Promise<number> {
  let rows = 0;
  for (const table of TABLES_OF_SHOP) {
    rows += await tx.$executeRawUnsafe(`delete from "${table}" where shop_id = $1`, shopId);
  }
  await tx.shop.delete({ where: { id: shopId } });
  return rows + 1;
}
