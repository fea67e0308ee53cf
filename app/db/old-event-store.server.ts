import type { Statements } from './statements.server.ts';

/*
 * Each deletes up to `limit` rows of a shop that are older than `before`, and says how many those were: fewer than
 * the limit when none is left. In small steps, so that nobody waits for them.
 */

/** What was looked at, put into carts and begun to be paid; visits and completed checkouts stay. */
export function forgetBrowsing(
  tx: Statements,
  shopId: number,
  before: Date,
  limit: number,
): Promise<number> {
  return tx.$executeRaw`
    delete from pixel_event p using (
      select event_id from pixel_event
      where shop_id = ${shopId}::int and received_at < ${before}::timestamptz
        and type not in ('visit', 'checkout_completed')
      order by received_at limit ${limit}::int
    ) old
    where p.shop_id = ${shopId}::int and p.event_id = old.event_id`;
}

/** Whatever pixels told. */
export function forgetPixelEvents(
  tx: Statements,
  shopId: number,
  before: Date,
  limit: number,
): Promise<number> {
  return tx.$executeRaw`
    delete from pixel_event p using (
      select event_id from pixel_event
      where shop_id = ${shopId}::int and received_at < ${before}::timestamptz
      order by received_at limit ${limit}::int
    ) old
    where p.shop_id = ${shopId}::int and p.event_id = old.event_id`;
}

/** Clicks. Their ids begin with the millisecond, which finds the old ones by their key. */
export function forgetClicks(
  tx: Statements,
  shopId: number,
  before: Date,
  limit: number,
): Promise<number> {
  return tx.$executeRaw`
    delete from link_click c using (
      select click_id from link_click
      where shop_id = ${shopId}::int and occurred_at < ${before}::timestamptz
        and click_id < (lpad(to_hex(${before.getTime()}::bigint), 12, '0') || repeat('0', 20))::uuid
      order by click_id limit ${limit}::int
    ) old
    where c.shop_id = ${shopId}::int and c.click_id = old.click_id`;
}

/** What browsers were tied to. */
export function forgetJoins(
  tx: Statements,
  shopId: number,
  before: Date,
  limit: number,
): Promise<number> {
  return tx.$executeRaw`
    delete from visitor_join j using (
      select visitor_id, kind, key from visitor_join
      where shop_id = ${shopId}::int and joined_at < ${before}::timestamptz
      order by joined_at limit ${limit}::int
    ) old
    where j.shop_id = ${shopId}::int and j.visitor_id = old.visitor_id and j.kind = old.kind and j.key = old.key`;
}
