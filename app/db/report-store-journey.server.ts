import type { Tx } from './client.server.ts';

/**
 * By which other order of the customer each browser is known: the order's name, that of the latest order where there
 * are several.
 */
export async function namesByBrowser(
  tx: Tx,
  shopId: number,
  order: { orderId: bigint; customerId: bigint | null },
  visitorIds: readonly string[],
): Promise<Map<string, string>> {
  const { orderId, customerId } = order;
  if (customerId === null || visitorIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ visitorId: string; name: string }[]>`
    select j.visitor_id as "visitorId", o.name
    from "order" o join visitor_join j on j.shop_id = o.shop_id and j.visitor_id = any(${[...visitorIds]}::uuid[])
      and ((j.kind = 'checkout' and j.key = o.checkout_token)
        or (j.kind in ('order', 'cart') and j.key = o.order_id::text))
    where o.shop_id = ${shopId} and o.customer_id = ${customerId} and o.order_id <> ${orderId}
    order by o.processed_at, o.order_id`;
  return new Map(rows.map(({ visitorId, name }) => [visitorId, name]));
}
