import type { JourneyMoment } from '#app/domain/customer-journey.ts';
import type { StitchEvidence, TiedOrder } from '#app/domain/journey-evidence.ts';
import { type Utm, withUtm } from '#app/domain/utm.ts';
import { byKeptPlan } from './kept-plan.server.ts';
import type { Statements } from './statements.server.ts';

/** How much of a journey is looked at; a person comes nowhere near it. */
const MOST_CLICKS = 200;
const MOST_VISITS = 200;
const MOST_SIBLINGS = 50;
const MOST_JOINS = 200;
/** Older than any window, so that what a window rules out can be shown. */
const DAYS_BEYOND_WINDOW = 30;
const DEFAULT_WINDOW_DAYS = 30;

/** An order as the statement needs it: it may not be stored yet. */
export type EvidenceOf = TiedOrder & {
  readonly cartVisitor: string | null;
  readonly clickIds: readonly string[];
};

export type OrderSurroundings = {
  readonly evidence: StitchEvidence;
  readonly moments: readonly JourneyMoment[];
};

/**
 * Everything told around an order, in one statement: the browsers tied to it and to the other orders of its customer,
 * who else bought in them, their visits and clicks until the order, and Shopify's own account of the journey.
 * Goes back as far as the widest window that the shop ever had and a month more.
 */
export async function readSurroundings(
  tx: Statements,
  shopId: number,
  order: EvidenceOf,
): Promise<OrderSurroundings> {
  const { orderId, customerId, processedAt, checkoutToken, cartVisitor } = order;
  const rows = await byKeptPlan(
    tx,
    () => tx.$queryRaw<SurroundingsRow[]>`
    with own as (
      select ${orderId}::bigint as order_id, ${customerId}::bigint as customer_id,
        ${processedAt}::timestamptz as processed_at, ${checkoutToken}::text as checkout_token
    ), span as (
      select ${processedAt}::timestamptz - make_interval(days => ${DAYS_BEYOND_WINDOW}::int + coalesce(
        (select greatest(max(widest_days), ${DEFAULT_WINDOW_DAYS}::int) from attribution_rules
         where shop_id = ${shopId}::int), ${DEFAULT_WINDOW_DAYS}::int)) as since
    ), family as materialized (
      select * from own
      union all
      (select o.order_id, o.customer_id, o.processed_at, o.checkout_token from "order" o
       where o.shop_id = ${shopId}::int and o.customer_id = ${customerId}::bigint
         and o.order_id <> ${orderId}::bigint
       order by o.processed_at desc, o.order_id desc limit ${MOST_SIBLINGS}::int)
    ), family_click as materialized (
      select ${orderId}::bigint as order_id, click_id from unnest(${[...order.clickIds]}::uuid[]) as click_id
      union
      select f.order_id, c.click_id from family f
      join order_click c on c.shop_id = ${shopId}::int and c.order_id = f.order_id
      where f.order_id <> ${orderId}::bigint
    ), visitor as materialized (
      select j.visitor_id from family f join visitor_join j
        on j.shop_id = ${shopId}::int and j.kind = 'checkout' and j.key = f.checkout_token
      union
      select j.visitor_id from family f join visitor_join j
        on j.shop_id = ${shopId}::int and j.kind in ('order', 'cart') and j.key = f.order_id::text
      union
      select ${cartVisitor}::uuid where ${cartVisitor}::uuid is not null
      union
      select first.visitor_id from family_click f
      join family o on o.order_id = f.order_id
      join link_click c on c.shop_id = ${shopId}::int and c.click_id = f.click_id
        and o.processed_at between c.occurred_at and c.occurred_at + interval '30 minutes'
      cross join lateral (
        select j.visitor_id from visitor_join j
        where j.shop_id = ${shopId}::int and j.kind = 'click' and j.key = f.click_id::text
        order by j.joined_at, j.visitor_id limit 1) first
    ), told as materialized (
      select j.visitor_id, case when j.kind = 'click' then j.key::uuid end as click_id, j.joined_at
      from visitor v join visitor_join j
        on j.shop_id = ${shopId}::int and j.visitor_id = v.visitor_id and j.kind = 'click'
    ), cookie as materialized (
      select distinct c.visitor_id as cookie from told t
      join link_click c on c.shop_id = ${shopId}::int and c.click_id = t.click_id
      where c.visitor_id is not null
    ), wanted as (
      select click_id from family_click
      union
      select c.click_id from told t join link_click c on c.shop_id = ${shopId}::int and c.click_id = t.click_id
      where c.occurred_at between (select since from span) and ${processedAt}::timestamptz
      union
      select c.click_id from cookie k join link_click c on c.shop_id = ${shopId}::int and c.visitor_id = k.cookie
      where c.occurred_at between (select since from span) and ${processedAt}::timestamptz
    ), click as materialized (
      select c.click_id as "clickId", c.slug, c.occurred_at as "occurredAt", c.destination,
        c.referrer_host as "referrerHost", c.ad_click as "adClick", c.visitor_id as cookie,
        l.utm_source as source, l.utm_medium as medium, l.utm_campaign as campaign, l.utm_content as content,
        l.utm_term as term
      from wanted w join link_click c on c.shop_id = ${shopId}::int and c.click_id = w.click_id
      left join tracking_link l on l.shop_id = c.shop_id and l.slug = c.slug
      where c.agent = 'person'
      order by c.occurred_at desc, c.click_id limit ${MOST_CLICKS}::int
    ), telling as materialized (
      select c."clickId", first.visitor_id as "visitorId", first.joined_at as at from click c
      cross join lateral (
        select j.visitor_id, j.joined_at from visitor_join j
        where j.shop_id = ${shopId}::int and j.kind = 'click' and j.key = c."clickId"::text
        order by j.joined_at, j.visitor_id limit 1) first
      union
      select click_id, visitor_id, joined_at from told
    ), browser as (
      select visitor_id from visitor union select "visitorId" from telling
    ), tied as materialized (
      select j.visitor_id, j.kind, j.key from browser b cross join lateral (
        select v.visitor_id, v.kind, v.key from visitor_join v
        where v.shop_id = ${shopId}::int and v.visitor_id = b.visitor_id and v.kind in ('checkout', 'order', 'cart')
        order by v.kind, v.key limit ${MOST_JOINS}::int) j
    ), tie as materialized (
      select t.visitor_id as "visitorId", o.order_id, t.kind as by
      from tied t join "order" o on o.shop_id = ${shopId}::int and o.checkout_token = t.key
      where t.kind = 'checkout' and o.order_id <> ${orderId}::bigint
      union
      select t.visitor_id, o.order_id, t.kind
      from tied t join "order" o on o.shop_id = ${shopId}::int
        and o.order_id = case when t.kind <> 'checkout' then t.key::bigint end
      where t.kind <> 'checkout' and o.order_id <> ${orderId}::bigint
      union
      select visitor_id, ${orderId}::bigint, kind from tied
      where (kind = 'checkout' and key = ${checkoutToken}::text) or (kind = 'order' and key = ${orderId}::text)
      union
      select ${cartVisitor}::uuid, ${orderId}::bigint, 'cart' where ${cartVisitor}::uuid is not null
    ), carried as materialized (
      select order_id, click_id from family_click
      union
      select k.order_id, k.click_id from click c
      join order_click k on k.shop_id = ${shopId}::int and k.click_id = c."clickId"
      join "order" o on o.shop_id = ${shopId}::int and o.order_id = k.order_id
        and o.processed_at between c."occurredAt" and c."occurredAt" + interval '30 minutes'
      where k.order_id <> ${orderId}::bigint
    ), known as (
      select order_id, customer_id, processed_at, checkout_token from family
      union
      select o.order_id, o.customer_id, o.processed_at, o.checkout_token
      from (select order_id from tie union select order_id from carried) k
      join "order" o on o.shop_id = ${shopId}::int and o.order_id = k.order_id
      where o.order_id <> ${orderId}::bigint
    ), visit as (
      select e.event_id as "eventId", e.visitor_id as "visitorId", e.occurred_at as "occurredAt", e.url, e.referrer
      from visitor v join pixel_event e on e.shop_id = ${shopId}::int and e.visitor_id = v.visitor_id
        and e.occurred_at between (select since from span) and ${processedAt}::timestamptz
      where e.type = 'visit'
      order by e.occurred_at desc, e.event_id limit ${MOST_VISITS}::int
    ), moment as (
      select moment_id as "momentId", occurred_at as "occurredAt", landing_page as "landingPage",
        referrer_url as "referrerUrl", utm_source as source, utm_medium as medium, utm_campaign as campaign,
        utm_content as content, utm_term as term
      from journey_moment where shop_id = ${shopId}::int and order_id = ${orderId}::bigint
    )
    select
      (select json_agg(json_build_object('orderId', order_id::text, 'customerId', customer_id::text,
        'processedAt', processed_at, 'checkoutToken', checkout_token)) from known) as orders,
      (select json_agg(json_build_object('visitorId', "visitorId", 'orderId', order_id::text, 'by', by)) from tie)
        as ties,
      (select json_agg(json_build_object('orderId', order_id::text, 'clickId', click_id)) from carried) as carried,
      (select json_agg(telling) from telling) as tellings,
      (select json_agg(click) from click) as clicks,
      (select json_agg(visit) from visit) as visits,
      (select json_agg(moment) from moment) as moments`,
  );
  return surroundingsFromRow(rows[0] ?? NOTHING);
}

type Told<Row, Instant extends keyof Row> = (Omit<Row, Instant> & Record<Instant, string>)[] | null;
type UtmOf = { [Field in keyof Utm]: string | null };

type SurroundingsRow = {
  orders: Told<
    {
      orderId: string;
      customerId: string | null;
      processedAt: string;
      checkoutToken: string | null;
    },
    'processedAt'
  >;
  ties: { visitorId: string; orderId: string; by: 'checkout' | 'order' | 'cart' }[] | null;
  carried: { orderId: string; clickId: string }[] | null;
  tellings: Told<StitchEvidence['tellings'][number], 'at'>;
  clicks: Told<
    Omit<StitchEvidence['clicks'][number], 'address'> & UtmOf & { destination: string },
    'occurredAt'
  >;
  visits: Told<StitchEvidence['visits'][number], 'occurredAt'>;
  moments: Told<Omit<JourneyMoment, 'utm'> & UtmOf, 'occurredAt'>;
};

const NOTHING: SurroundingsRow = {
  orders: null,
  ties: null,
  carried: null,
  tellings: null,
  clicks: null,
  visits: null,
  moments: null,
};

function surroundingsFromRow(row: SurroundingsRow): OrderSurroundings {
  const evidence: StitchEvidence = {
    orders: (row.orders ?? []).map(({ orderId, customerId, processedAt, checkoutToken }) => ({
      orderId: BigInt(orderId),
      customerId: customerId === null ? null : BigInt(customerId),
      processedAt: new Date(processedAt),
      checkoutToken,
    })),
    ties: (row.ties ?? []).map((tie) => ({ ...tie, orderId: BigInt(tie.orderId) })),
    carried: (row.carried ?? []).map((each) => ({ ...each, orderId: BigInt(each.orderId) })),
    tellings: (row.tellings ?? []).map(({ at, ...each }) => ({ ...each, at: new Date(at) })),
    clicks: (row.clicks ?? []).map(({ occurredAt, destination, ...each }) => {
      const { source, medium, campaign, content, term, ...click } = each;
      const utm = { source, medium, campaign, content, term };
      const address = withUtm(destination, utm, {});
      return { ...click, occurredAt: new Date(occurredAt), address };
    }),
    visits: (row.visits ?? []).map(({ occurredAt, ...visit }) => ({
      ...visit,
      occurredAt: new Date(occurredAt),
    })),
  };
  const moments = (row.moments ?? []).map(({ occurredAt, ...told }): JourneyMoment => {
    const { source, medium, campaign, content, term, ...moment } = told;
    const utm = { source, medium, campaign, content, term };
    return { ...moment, utm, occurredAt: new Date(occurredAt) };
  });
  return { evidence, moments };
}
