import { Prisma } from '@prisma/client';
import { toJson } from './json-rows.server.ts';
import { byKeptPlan } from './kept-plan.server.ts';
import type { Statements } from './statements.server.ts';

/** Of one browser and of one customer; whoever has more is no person. */
const MOST_JOINS = 200;
const MOST_ORDERS = 50;

type Told = { visitorId: string; kind: string; key: string };
type Seen = { visitorId: string; at: Date };

/**
 * The orders that joins which have just become known belong to: by checkout token or number, and by the click that
 * they name, where its browser told it as the first one and within the visit.
 */
export async function ordersOfJoins(
  tx: Statements,
  shopId: number,
  joins: readonly Told[],
): Promise<bigint[]> {
  if (joins.length === 0) return [];
  const rows = await byKeptPlan(
    tx,
    () => tx.$queryRaw<{ order_id: bigint }[]>`
    with told as materialized (
      select distinct "visitorId" as visitor_id, kind, key
      from jsonb_to_recordset(${toJson(joins)}::jsonb) as j("visitorId" uuid, kind text, key text)
    )
    select o.order_id from told t
    join "order" o on o.shop_id = ${shopId}::int and o.checkout_token = t.key where t.kind = 'checkout'
    union
    select o.order_id from told t
    join "order" o on o.shop_id = ${shopId}::int and o.order_id = case when t.kind = 'order' then t.key::bigint end
    union
    select k.order_id from told t
    join link_click c on c.shop_id = ${shopId}::int and c.click_id = case when t.kind = 'click' then t.key::uuid end
    cross join lateral (
      select j.visitor_id, j.joined_at from visitor_join j
      where j.shop_id = ${shopId}::int and j.kind = 'click' and j.key = t.key
      order by j.joined_at, j.visitor_id limit 1) first
    join order_click k on k.shop_id = ${shopId}::int and k.click_id = c.click_id
    where first.visitor_id = t.visitor_id and first.joined_at <= c.occurred_at + interval '30 minutes'
    order by 1`,
  );
  return rows.map((row) => row.order_id);
}

/**
 * The orders that were placed after a browser was seen, which has only become known now: those in that browser, and
 * those of whoever bought in it.
 */
export async function ordersAfter(
  tx: Statements,
  shopId: number,
  seen: readonly Seen[],
): Promise<bigint[]> {
  if (seen.length === 0) return [];
  const rows = await byKeptPlan(
    tx,
    () => tx.$queryRaw<{ order_id: bigint }[]>`
    with seen as materialized (
      select "visitorId" as visitor_id, min(at) as at
      from jsonb_to_recordset(${toJson(seen)}::jsonb) as s("visitorId" uuid, at timestamptz) group by 1
    ), browser as (select visitor_id from seen), ${ordersIn(shopId)}
    select i.order_id from in_browser i join seen s on s.visitor_id = i.visitor_id and i.processed_at >= s.at
    union
    select o.order_id from in_browser i join seen s on s.visitor_id = i.visitor_id
    cross join lateral (
      select o.order_id from "order" o
      where o.shop_id = ${shopId}::int and o.customer_id = i.customer_id and o.processed_at >= s.at
      order by o.processed_at limit ${MOST_ORDERS}::int) o
    order by 1`,
  );
  return rows.map((row) => row.order_id);
}

/**
 * The other orders whose journey may change with what is known of some orders: those of the same customers, those in
 * the same browsers, and those of whoever else bought in them. `customers`: whose the orders were before.
 */
export async function ordersAround(
  tx: Statements,
  shopId: number,
  orderIds: readonly bigint[],
  customers: readonly bigint[] = [],
): Promise<bigint[]> {
  if (orderIds.length === 0) return [];
  const rows = await byKeptPlan(
    tx,
    () => tx.$queryRaw<{ order_id: bigint }[]>`
    with seed as materialized (
      select o.order_id, o.customer_id, o.checkout_token
      from jsonb_array_elements_text(${toJson(orderIds)}::jsonb) as id
      join "order" o on o.shop_id = ${shopId}::int and o.order_id = id::bigint
    ), direct as materialized (
      select j.visitor_id from seed s join visitor_join j
        on j.shop_id = ${shopId}::int and j.kind = 'checkout' and j.key = s.checkout_token
      union
      select j.visitor_id from seed s join visitor_join j
        on j.shop_id = ${shopId}::int and j.kind in ('order', 'cart') and j.key = s.order_id::text
      union
      select first.visitor_id from seed s
      join order_click k on k.shop_id = ${shopId}::int and k.order_id = s.order_id
      cross join lateral ${firstTeller(shopId, Prisma.sql`k.click_id`)} first
    ), cookie as (
      select distinct c.visitor_id as cookie from direct d
      join visitor_join j on j.shop_id = ${shopId}::int and j.visitor_id = d.visitor_id and j.kind = 'click'
      join link_click c on c.shop_id = ${shopId}::int and c.click_id = case when j.kind = 'click' then j.key::uuid end
      where c.visitor_id is not null
    ), browser as materialized (
      select visitor_id from direct
      union
      select first.visitor_id from cookie k
      join link_click c on c.shop_id = ${shopId}::int and c.visitor_id = k.cookie
      cross join lateral ${firstTeller(shopId, Prisma.sql`c.click_id`)} first
    ), ${ordersIn(shopId)}, person as (
      select customer_id from seed union select customer_id from in_browser
      union select id::bigint from jsonb_array_elements_text(${toJson(customers)}::jsonb) as id
    )
    select found.order_id from (
      select order_id from in_browser
      union
      select o.order_id from person p cross join lateral (
        select o.order_id from "order" o where o.shop_id = ${shopId}::int and o.customer_id = p.customer_id
        order by o.processed_at desc, o.order_id desc limit ${MOST_ORDERS}::int) o
    ) found
    where exists (select from direct) and found.order_id not in (select order_id from seed)
    order by 1`,
  );
  return rows.map((row) => row.order_id);
}

function firstTeller(shopId: number, clickId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    select j.visitor_id from visitor_join j
    where j.shop_id = ${shopId}::int and j.kind = 'click' and j.key = ${clickId}::text
    order by j.joined_at, j.visitor_id limit 1)`;
}

/** The orders tied to the rows of `browser`, by whatever was told. */
function ordersIn(shopId: number): Prisma.Sql {
  return Prisma.sql`
    tied as materialized (
      select b.visitor_id, j.kind, j.key from browser b cross join lateral (
        select v.kind, v.key from visitor_join v
        where v.shop_id = ${shopId}::int and v.visitor_id = b.visitor_id
        order by v.kind, v.key limit ${MOST_JOINS}::int) j
    ), in_browser as materialized (
      select t.visitor_id, o.order_id, o.customer_id, o.processed_at
      from tied t join "order" o on o.shop_id = ${shopId}::int and o.checkout_token = t.key
      where t.kind = 'checkout'
      union
      select t.visitor_id, o.order_id, o.customer_id, o.processed_at
      from tied t join "order" o on o.shop_id = ${shopId}::int
        and o.order_id = case when t.kind in ('order', 'cart') then t.key::bigint end
      union
      select t.visitor_id, o.order_id, o.customer_id, o.processed_at
      from tied t
      join link_click c on c.shop_id = ${shopId}::int
        and c.click_id = case when t.kind = 'click' then t.key::uuid end
      join order_click k on k.shop_id = ${shopId}::int and k.click_id = c.click_id
      join "order" o on o.shop_id = ${shopId}::int and o.order_id = k.order_id
        and o.processed_at between c.occurred_at and c.occurred_at + interval '30 minutes'
    )`;
}
