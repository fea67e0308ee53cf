import type pg from 'pg';
import { CURRENCIES, OTHER_CHANNELS, type Workload } from './workload.ts';

const BATCH = 5_000;
const FIRST_ID = 5_000_000_000;
/** Some customers buy more than once. */
const ORDERS_PER_CUSTOMER = 1.5;

/** Shopify's id of the order at that place. */
export function orderIdAt(order: number): number {
  return FIRST_ID + 10 * order;
}

/**
 * Writes a shop with the influencers and orders of a workload as intake would have left them, to be attributed. The
 * journeys that did not convert are not written. Returns the shop's id.
 */
export async function writeOrders(client: pg.ClientBase, workload: Workload): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `insert into shop (domain, primary_url, installed_at, updated_at)
     values ('bench.myshopify.com', 'https://bench.myshopify.com', now(), now()) returning id`,
  );
  const shopId = rows[0]?.id;
  if (shopId === undefined) throw new Error('the shop was not written');
  await client.query(
    `insert into influencer (shop_id, id, name, slug, updated_at)
     select $1, id::uuid, 'Influencer ' || n, 'influencer-' || n, now()
     from unnest($2::text[]) with ordinality i(id, n)`,
    [shopId, workload.sources.slice(OTHER_CHANNELS.length)],
  );
  for (let from = 0; from < workload.orders; from += BATCH) {
    const to = Math.min(workload.orders, from + BATCH);
    await client.query('begin');
    await writeFacts(client, shopId, workload, from, to);
    await writeTouches(client, shopId, workload, from, to);
    await client.query('commit');
  }
  return shopId;
}

async function writeFacts(
  client: pg.ClientBase,
  shopId: number,
  workload: Workload,
  from: number,
  to: number,
): Promise<void> {
  const { orders, orderedAt, currencies, firstPrices, secondPrices, refunded, coded } = workload;
  const places = Array.from({ length: to - from }, (_, at) => from + at);
  const customers = Math.ceil(orders / ORDERS_PER_CUSTOMER);
  await client.query(FACTS, [
    shopId,
    places.map(orderIdAt),
    places.map((place) => 1 + (place % customers)),
    places.map((place) => orderedAt[place]),
    places.map((place) => CURRENCIES[currencies[place] ?? 0]?.code),
    places.map((place) => firstPrices[place]),
    places.map((place) => secondPrices[place]),
    places.map((place) => refunded[place]),
    places.map((place) => coded[place]),
  ]);
}

const FACTS = `
  with o as materialized (
    select id, customer, to_timestamp(ms / 1000) as at, currency, first, second, refunded, coded
    from unnest($2::bigint[], $3::bigint[], $4::float8[], $5::text[], $6::bigint[], $7::bigint[], $8::int[], $9::int[])
      as o(id, customer, ms, currency, first, second, refunded, coded)
  ), heads as (
    insert into "order" (shop_id, order_id, name, customer_id, test, created_at, processed_at, source_updated_at,
      currency, presentment_currency, taxes_included, total_minor, presentment_total_minor, discount_minor,
      tax_minor, shipping_minor, tip_minor, attributes)
    select $1, id, '#' || id, customer, false, at, at, at, currency, currency, false, 2 * first + second,
      2 * first + second, 0, 0, 0, 0, '[]' from o
  ), lines as (
    insert into order_line (shop_id, order_id, line_id, position, product_id, title, quantity, current_quantity,
      unit_price_minor, discount_minor, tax_minor, presentment_unit_price_minor, presentment_discount_minor,
      presentment_tax_minor, is_gift_card)
    select $1, id, id + 1 + position, position, 100 + id % 50, 'Serum', quantity, left_over, price, 0, 0, price, 0, 0,
      false
    from o cross join lateral (values (0, 2, 2 - refunded, first), (1, 1, 1, second))
      as l(position, quantity, left_over, price)
    where price > 0
  ), codes as (
    insert into order_discount_code (shop_id, order_id, position, code, code_key, type, amount_minor)
    select $1, id, 0, 'BENCH', 'BENCH', 'percentage', 0 from o where coded = 1
  ), refunds as (
    insert into refund (shop_id, refund_id, order_id, created_at, processed_at, paid_back_minor, currency)
    select $1, id + 5, id, at + interval '5 days', at + interval '5 days', first, currency from o where refunded = 1
  )
  insert into refund_line (shop_id, refund_id, refund_line_id, line_id, quantity, restock_type, subtotal_minor,
    tax_minor)
  select $1, id + 5, id + 6, id + 1, 1, 'return', first, 0 from o where refunded = 1`;

async function writeTouches(
  client: pg.ClientBase,
  shopId: number,
  workload: Workload,
  from: number,
  to: number,
): Promise<void> {
  const { offsets, steps, instants, sources, coded } = workload;
  const rows: [number, number, number, string, string, string | null][] = [];
  for (let order = from; order < to; order += 1) {
    const first = offsets[order] ?? 0;
    const last = (offsets[order + 1] ?? 0) - 1;
    for (let step = first; step <= last; step += 1) {
      const source = sources[steps[step] ?? 0] ?? '';
      const isInfluencer = (steps[step] ?? 0) >= OTHER_CHANNELS.length;
      const kind = step === last && coded[order] === 1 ? 'code' : 'landing';
      const channel = isInfluencer ? 'influencer' : source;
      const owner = isInfluencer && source !== 'influencer' ? source : null;
      rows.push([orderIdAt(order), step - first, instants[step] ?? 0, kind, channel, owner]);
    }
  }
  await client.query(TOUCHES, [
    shopId,
    ...[0, 1, 2, 3, 4, 5].map((column) => rows.map((row) => row[column])),
  ]);
}

const TOUCHES = `
  insert into touchpoint (shop_id, source_key, order_id, occurred_at, kind, channel, influencer_id, evidence)
  select $1, 'order:' || id || ':' || place, id, to_timestamp(ms / 1000), kind, channel, influencer::uuid, 'utm'
  from unnest($2::bigint[], $3::int[], $4::float8[], $5::text[], $6::text[], $7::text[])
    as t(id, place, ms, kind, channel, influencer)`;
