import { type CarriedIds, carriedClicks } from '#app/domain/carried-ids.ts';
import type { Statements } from './statements.server.ts';

/**
 * Makes what an order is known to carry exactly this: its clicks, and the browser that filled its cart, which was so
 * at the latest when the order was processed (`at`).
 */
export async function putCarried(
  tx: Statements,
  shopId: number,
  orderId: bigint,
  carried: CarriedIds,
  at: Date,
): Promise<void> {
  const { visitorId } = carried;
  const clickIds = carriedClicks(carried);
  await tx.$executeRaw`
    with gone_clicks as (
      delete from order_click where shop_id = ${shopId}::int and order_id = ${orderId}::bigint
        and click_id <> all(${clickIds}::uuid[])
    ), gone_carts as (
      delete from visitor_join where shop_id = ${shopId}::int and kind = 'cart' and key = ${orderId}::bigint::text
        and visitor_id is distinct from ${visitorId}::uuid
    ), put_clicks as (
      insert into order_click (shop_id, order_id, click_id)
      select ${shopId}::int, ${orderId}::bigint, click_id from unnest(${clickIds}::uuid[]) as click_id
      on conflict do nothing
    )
    insert into visitor_join (shop_id, visitor_id, kind, key, joined_at)
    select ${shopId}::int, ${visitorId}::uuid, 'cart', ${orderId}::bigint::text, ${at}::timestamptz
    where ${visitorId}::uuid is not null
    on conflict (shop_id, visitor_id, kind, key) do update set joined_at = excluded.joined_at`;
}
