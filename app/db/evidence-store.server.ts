import type { JoiningEvent, VisitorJoin } from '#app/domain/visitor-join.ts';
import { toJson } from './json-rows.server.ts';
import type { Statements } from './statements.server.ts';

export type UngatheredEvent = JoiningEvent & { eventId: string };

/** The next events whose joins are to be written, in the order in which they came; those that somebody else is at are left out. */
export function takeUngathered(
  tx: Statements,
  shopId: number,
  limit: number,
): Promise<UngatheredEvent[]> {
  return tx.$queryRaw<UngatheredEvent[]>`
    select event_id as "eventId", visitor_id as "visitorId", occurred_at as "occurredAt", url,
      checkout_token as "checkoutToken", order_id as "orderId"
    from pixel_event where shop_id = ${shopId}::int and not is_gathered
    order by seq limit ${limit}::int for update skip locked`;
}

export async function markGathered(
  tx: Statements,
  shopId: number,
  eventIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    update pixel_event set is_gathered = true
    where shop_id = ${shopId}::int
      and event_id in (select jsonb_array_elements_text(${toJson(eventIds)}::jsonb))`;
}

/** Notes joins. One that is known keeps the earlier instant. */
export async function putJoins(
  tx: Statements,
  shopId: number,
  joins: readonly VisitorJoin[],
): Promise<void> {
  if (joins.length === 0) return;
  await tx.$executeRaw`
    insert into visitor_join (shop_id, visitor_id, kind, key, joined_at)
    select ${shopId}::int, "visitorId", kind, key, min("joinedAt")
    from jsonb_to_recordset(${toJson(joins)}::jsonb)
      as j("visitorId" uuid, kind text, key text, "joinedAt" timestamptz)
    group by 2, 3, 4 order by 2, 3, 4
    on conflict (shop_id, visitor_id, kind, key) do update
      set joined_at = least(visitor_join.joined_at, excluded.joined_at)`;
}

/** Shops with events that have waited since: their job was lost. */
export async function shopsToGather(tx: Statements, since: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ shop_id: number }[]>`
    select distinct shop_id from pixel_event
    where not is_gathered and received_at < ${since}::timestamptz`;
  return rows.map((row) => row.shop_id);
}
