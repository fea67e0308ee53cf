import { closeDatabase } from '#app/db/client.server.ts';
import { startHouse } from '#test/house/start-house.ts';
import { placeOrder } from '#test/standin/orders/place-order.ts';
import type { Order, Shop, World } from '#test/standin/state/world.ts';
import type { Bench, BenchContext } from '../bench.ts';
import { onDatabase } from '../bench-database.ts';
import { startLoadGenerator } from '../load/load-generator.ts';
import { type WebhookTemplate, webhookTemplate } from '../load/signed-request.ts';
import { boughtOnline } from '../order-webhooks.ts';
import { figure, type Report, reading } from '../report.ts';
import { percentile } from '../statistics.ts';
import { watchHome } from './home-watch.ts';
import { openInfluencerShop } from './influencer-shop.ts';
import { sightings } from './ordered-revenue.ts';

const ORDERS_PER_SECOND = 50;
const WARM_SECONDS = 4;
const WARM_ORDERS = WARM_SECONDS * ORDERS_PER_SECOND;
const ROUND_SECONDS = 7;
/** After the last order; the promise is two seconds. */
const PATIENCE_SECONDS = 60;
const PAUSE_MS = 50;
const CONNECTIONS = 8;

/** One stream of orders; its first seconds warm the server, the rest is cut into rounds. */
export const freshBench: Bench = {
  about: 'milliseconds from a sent order webhook to the number on the home view, at 50 orders/s',
  limitSeconds: 150,
  async run(context) {
    const { rounds, database, defer, say } = context;
    const databaseUrl = await database.create('bench_fresh', 'migrated');
    const house = await startHouse({ databaseUrl });
    defer(house.stop);
    defer(() => house.app().kill());
    Object.assign(process.env, house.env);
    defer(closeDatabase);
    const { shop, merchant, codes } = await openInfluencerShop(house);

    const seconds = WARM_SECONDS + rounds * ROUND_SECONDS;
    const orders = writeOrders(house.world, shop, codes, seconds * ORDERS_PER_SECOND);
    const load = await startLoadGenerator();
    defer(load.stop);
    const { apiSecret: secret, webhookApiVersion: apiVersion } = house.world.app;
    const templates = orders.map(({ template }) => template);
    const batch = { templates, signing: { secret, apiVersion }, series: 1, ownOrders: false };
    await load.prepare({ ...batch, count: orders.length });

    say(`sending ${orders.length} orders in ${seconds} seconds`);
    const watch = watchHome(merchant, PAUSE_MS);
    const stream = { port: Number(new URL(house.appUrl).port), perSecond: ORDERS_PER_SECOND };
    const send = async (from: number, count: number) => {
      const run = await load.steady({ ...stream, from, count, connections: CONNECTIONS });
      if (run.acknowledged.length === count) return run;
      throw new Error(`Orders were refused: ${JSON.stringify(run.refused)}`);
    };
    await send(0, WARM_ORDERS);
    await analyse(databaseUrl);
    const run = await send(WARM_ORDERS, orders.length - WARM_ORDERS);
    const revenues = orders.map(({ revenueMinor }) => revenueMinor);
    await watch.until(
      revenues.reduce((sum, each) => sum + each, 0),
      PATIENCE_SECONDS,
    );
    await watch.stop();

    const { seenAt, exact } = sightings(revenues, watch.answers);
    const latencies = seenAt.slice(WARM_ORDERS).map((at, place) => {
      if (at === null) throw new Error(`Order ${WARM_ORDERS + place} was never seen.`);
      return at - (run.startedAt + (place * 1000) / ORDERS_PER_SECOND);
    });
    return report(context, latencies, {
      acknowledgedIn: run.latencies,
      readIn: watch.took,
      readEvery: gaps(watch.answers.map(({ at }) => at)),
      exact: exact / watch.answers.length,
    });
  },
};

/** What autovacuum does within a minute of a database's first rows: until then its plans are guesses. */
function analyse(databaseUrl: string): Promise<void> {
  return onDatabase(databaseUrl, async (client) => void (await client.query('analyze')));
}

type WrittenOrder = { template: WebhookTemplate; revenueMinor: number };

/** Paid orders, each with one influencer's code. Sending them is left to the load. */
function writeOrders(
  world: World,
  shop: Shop,
  codes: readonly string[],
  count: number,
): WrittenOrder[] {
  return Array.from({ length: count }, (_, place) => {
    const code = codes[place % codes.length] ?? '';
    const { order, messages } = placeOrder(world, shop, {
      ...boughtOnline(shop, place),
      codes: [code],
    });
    const [created] = messages;
    if (!created) throw new Error('the local Shopify told nothing about an order');
    return {
      template: webhookTemplate(shop.domain, created, order.id),
      revenueMinor: netOf(order),
    };
  });
}

/** What the buyer paid for goods: prices less discounts. Counted here from the local Shopify's own order. */
function netOf({ lines }: Order): number {
  return lines.reduce((sum, { unitPrice, quantity, allocations }) => {
    const discount = allocations.reduce((total, { amount }) => total + amount.shop, 0);
    return sum + unitPrice.shop * quantity - discount;
  }, 0);
}

function report(
  { rounds, machine }: BenchContext,
  latencies: readonly number[],
  seen: { acknowledgedIn: number[]; readIn: number[]; readEvery: number[]; exact: number },
): Report {
  const size = ROUND_SECONDS * ORDERS_PER_SECOND;
  const perRound = (percent: number) =>
    Array.from({ length: rounds }, (_, round) =>
      percentile(latencies.slice(round * size, (round + 1) * size), percent),
    );
  return {
    bench: 'fresh',
    machine,
    figures: [
      figure('fresh.p50_ms', 'ms', perRound(50), { below: 300 }),
      figure('fresh.p99_ms', 'ms', perRound(99), { below: 2000 }),
    ],
    readings: [
      reading('fresh.acknowledged_p50_ms', 'ms', [percentile(seen.acknowledgedIn, 50)]),
      reading('fresh.home_read_p50_ms', 'ms', [percentile(seen.readIn, 50)]),
      reading('fresh.home_read_p99_ms', 'ms', [percentile(seen.readIn, 99)]),
      reading('fresh.read_every_p50_ms', 'ms', [percentile(seen.readEvery, 50)]),
      reading('fresh.exact_answers', 'share', [seen.exact]),
    ],
  };
}

function gaps(instants: readonly number[]): number[] {
  return instants.slice(1).map((at, place) => at - (instants[place] ?? at));
}
