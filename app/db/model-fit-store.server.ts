import type { EqualJourneys, ShopFit } from '#app/domain/model-fit.ts';
import { toJson } from './json-rows.server.ts';
import { shownGeneration } from './shown-generation.server.ts';
import type { Statements } from './statements.server.ts';

/** Between the sources of a journey, in the database's answer; no channel and no id holds it. */
const BETWEEN = '>';

/** The journeys of counted orders since a day (YYYY-MM-DD, the shop's), equal ones together, by their sources. */
export async function convertingJourneys(
  tx: Statements,
  shopId: number,
  since: string,
): Promise<EqualJourneys[]> {
  const rows = await tx.$queryRaw<{ path: string; journeys: number }[]>`
    select path, count(*)::int as journeys from (
      select string_agg(coalesce(c.influencer_id::text, c.channel), ${BETWEEN}::text order by c.position) as path
      from credit c join attributed_order o on o.shop_id = c.shop_id and o.generation = c.generation and o.order_id = c.order_id
      where c.shop_id = ${shopId}::int and c.generation = ${shownGeneration(shopId)} and c.day >= ${since}::date and o.counted = 1
      group by c.order_id
    ) journey group by path order by path`;
  return rows.map(({ path, journeys }) => ({ sources: path.split(BETWEEN), journeys }));
}

/**
 * One contact of somebody who did not buy: a visit that the pixel saw, or a click of which it saw nothing. Every
 * browser that was looked at has one more without an instant and an address, whether it bought or not.
 */
export type LostContact = {
  visitorId: string;
  occurredAt: Date | null;
  /** Path and query on the storefront. */
  url: string | null;
  /** A URL, or the host where the door told it. */
  referrer: string | null;
  /** Of a click: its id and its link. */
  clickId: string | null;
  slug: string | null;
  adClick: string | null;
};

/**
 * Contacts since an instant of up to `limit` browsers that are tied to no order, by browser and time; browsers after
 * `after` in the order of their ids. A click that the pixel saw land is only there as that visit.
 */
export function lostContacts(
  tx: Statements,
  shopId: number,
  since: Date,
  after: string,
  limit: number,
): Promise<LostContact[]> {
  return tx.$queryRaw<LostContact[]>`
    with visitor as materialized (
      select visitor_id from (
        select visitor_id from pixel_event
        where shop_id = ${shopId}::int and type = 'visit' and occurred_at >= ${since}::timestamptz
          and visitor_id > ${after}::uuid
        union
        select visitor_id from link_click
        where shop_id = ${shopId}::int and agent = 'person' and occurred_at >= ${since}::timestamptz
          and visitor_id > ${after}::uuid
      ) v order by visitor_id limit ${limit}::int
    ), lost as materialized (
      select v.visitor_id from visitor v
      where not exists (
        select from visitor_join j where j.shop_id = ${shopId}::int and j.visitor_id = v.visitor_id
          and (j.kind in ('order', 'cart') or (j.kind = 'checkout' and exists (
            select from "order" o where o.shop_id = ${shopId}::int and o.checkout_token = j.key))))
    )
    select visitor_id as "visitorId", null::timestamptz as "occurredAt", null as url, null as referrer,
      null::uuid as "clickId", null as slug, null as "adClick"
    from visitor
    union all
    select e.visitor_id, e.occurred_at, e.url, e.referrer, null, null, null
    from lost l join pixel_event e on e.shop_id = ${shopId}::int and e.visitor_id = l.visitor_id
      and e.type = 'visit' and e.occurred_at >= ${since}::timestamptz
    union all
    select c.visitor_id, c.occurred_at, c.destination, c.referrer_host, c.click_id, c.slug, c.ad_click
    from lost l join link_click c on c.shop_id = ${shopId}::int and c.visitor_id = l.visitor_id
      and c.agent = 'person' and c.occurred_at >= ${since}::timestamptz
    where not exists (select from visitor_join j
        where j.shop_id = c.shop_id and j.kind = 'click' and j.key = c.click_id::text)
      and not exists (select from order_click k where k.shop_id = c.shop_id and k.click_id = c.click_id)
    order by 1, 2 nulls first, 3`;
}

export type FitHead = {
  fit: number;
  basis: ShopFit['basis'];
  conversions: number;
  minimum: number;
};

/** What the latest fit came to; null before the first. */
export async function latestFit(tx: Statements, shopId: number): Promise<FitHead | null> {
  const rows = await tx.$queryRaw<FitHead[]>`
    select fit, basis, conversions, minimum from model_fit
    where shop_id = ${shopId}::int order by fit desc limit 1`;
  return rows[0] ?? null;
}

/** Writes a fit: as a new one, or in place of one of the same number. */
export async function putFit(
  tx: Statements,
  shopId: number,
  fit: number,
  made: ShopFit,
  at: Date,
): Promise<void> {
  const { basis, sample, minimum, sources } = made;
  await tx.$executeRaw`
    insert into model_fit (shop_id, fit, fitted_at, basis, conversions, journeys, minimum, sources)
    values (${shopId}::int, ${fit}::int, ${at}::timestamptz, ${basis}::text, ${sample.conversions}::int,
      ${sample.journeys}::int, ${minimum}::int, ${toJson(sources)}::jsonb)
    on conflict (shop_id, fit) do update set fitted_at = excluded.fitted_at, basis = excluded.basis,
      conversions = excluded.conversions, journeys = excluded.journeys, minimum = excluded.minimum,
      sources = excluded.sources`;
}

/** Marks the orders since a day (the shop's) whose credit a fit has a say in: those of several contacts. */
export function markSharedOrdersDue(
  tx: Statements,
  shopId: number,
  since: string,
): Promise<number> {
  return tx.$executeRaw`
    insert into attribution_due (shop_id, order_id)
    select distinct shop_id, order_id from credit
    where shop_id = ${shopId}::int and generation = ${shownGeneration(shopId)} and day >= ${since}::date
      and position > 0 order by order_id
    on conflict (shop_id, order_id) do update set since = attribution_due.since`;
}
