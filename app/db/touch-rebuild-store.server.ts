import type { UtmName } from '#app/domain/utm-name.ts';
import { toJson } from './json-rows.server.ts';
import type { Statements } from './statements.server.ts';

/** Marks every order of the shop whose touchpoints are to be made anew. Returns how many. */
export async function markAllForRebuild(tx: Statements, shopId: number): Promise<number> {
  return tx.$executeRaw`
    insert into touch_rebuild (shop_id, order_id)
    select shop_id, order_id from "order" where shop_id = ${shopId}::int order by order_id
    on conflict (shop_id, order_id) do update set since = touch_rebuild.since`;
}

/** Marks some orders. A mark that is being taken at this moment is waited for and set anew. */
export async function markForRebuild(
  tx: Statements,
  shopId: number,
  orderIds: readonly bigint[],
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.$executeRaw`
    insert into touch_rebuild (shop_id, order_id)
    select ${shopId}::int, value::bigint from jsonb_array_elements_text(${toJson(orderIds)}::jsonb)
    order by value::bigint
    on conflict (shop_id, order_id) do update set since = touch_rebuild.since`;
}

/** Takes up to `limit` marked orders off the list. */
export async function takeForRebuild(
  tx: Statements,
  shopId: number,
  limit: number,
): Promise<bigint[]> {
  const rows = await tx.$queryRaw<{ order_id: bigint }[]>`
    delete from touch_rebuild d using (
      select shop_id, order_id from touch_rebuild where shop_id = ${shopId}::int
      order by order_id limit ${limit}::int for update skip locked
    ) taken
    where d.shop_id = taken.shop_id and d.order_id = taken.order_id
    returning d.order_id`;
  return rows.map((row) => row.order_id);
}

/** Shops with orders that have waited since: their job was lost. */
export async function shopsToRebuild(tx: Statements, since: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ shop_id: number }[]>`
    select distinct shop_id from touch_rebuild where since < ${since}::timestamptz`;
  return rows.map((row) => row.shop_id);
}

/** The orders on which a code (by its key) was used. */
export async function ordersWithCode(
  tx: Statements,
  shopId: number,
  codeKey: string,
): Promise<bigint[]> {
  const rows = await tx.$queryRaw<{ order_id: bigint }[]>`
    select distinct order_id from order_discount_code
    where shop_id = ${shopId}::int and code_key = ${codeKey}::text order by order_id`;
  return rows.map((row) => row.order_id);
}

/** The orders with a touchpoint of these UTM values. */
export async function ordersWithUtm(
  tx: Statements,
  shopId: number,
  { source, medium, campaign }: UtmName,
): Promise<bigint[]> {
  const rows = await tx.$queryRaw<{ order_id: bigint }[]>`
    select distinct order_id from touchpoint
    where shop_id = ${shopId}::int and order_id is not null
      and normalize(lower(trim(utm_source)), NFC) = ${source}::text
      and (${medium}::text is null or normalize(lower(trim(utm_medium)), NFC) = ${medium}::text)
      and (${campaign}::text is null or normalize(lower(trim(utm_campaign)), NFC) = ${campaign}::text)
    order by order_id`;
  return rows.map((row) => row.order_id);
}
