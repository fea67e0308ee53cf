import type { Bench, BenchContext } from '../bench.ts';
import { type Figure, figure, type Reading, type Report, reading } from '../report.ts';
import { percentile } from '../statistics.ts';
import { type BenchShop, openBenchShop, refuseWrongCredit } from './bench-shop.ts';
import { type BenchWorker, startBenchWorker } from './bench-worker.ts';
import { heuristicsRounds } from './heuristics-rounds.ts';
import { markovRounds } from './markov-rounds.ts';
import { runSqlScript } from './sql-script.ts';
import { WORKLOAD_ENDS } from './workload.ts';
import { writeLostVisits } from './write-lost-visits.ts';

const SIZES = [10_000, 100_000, 1_000_000];
/** The shop in which everything but growth is measured, where it is not to be smaller. */
const USUAL = 100_000;
/** New orders, each with a refund, of one round. */
const ONE_BY_ONE = 250;
const WARM_ONE_BY_ONE = 60;

type Found = { figures: Figure[]; readings: Reading[] };

/** `ATTRIBUTION_ORDERS`: the orders of the greatest shop. A million take most of an hour; few only try it out. */
export const attributionBench: Bench = {
  about: 'the attribution engine: models in memory, all credit of a shop, one order at a time',
  limitSeconds: 3 * 3_600,
  async run(context) {
    const greatest = Number(process.env.ATTRIBUTION_ORDERS ?? USUAL);
    if (!Number.isInteger(greatest) || greatest < 100) {
      throw new Error('ATTRIBUTION_ORDERS must be a whole number of at least 100.');
    }
    const usual = Math.min(greatest, USUAL);
    const known = SIZES.filter((size) => size <= greatest);
    const sizes = known.length > 1 ? known : [Math.ceil(greatest / 10), greatest];
    const found: Found[] = [markov(context, usual), await growth(context, sizes, usual)];
    return {
      bench: 'attribution',
      machine: context.machine,
      figures: found.flatMap(({ figures }) => figures),
      readings: found.flatMap(({ readings }) => readings),
    } satisfies Report;
  },
};

function markov({ rounds, say }: BenchContext, orders: number): Found {
  const found: Found = { figures: [], readings: [] };
  for (const [name, influencers, below] of [
    ['markov12', 0, 10],
    ['markov200', 200, 100],
  ] as const) {
    say(`${name}: journeys of ${orders} orders…`);
    const { ratios, fitMs, scanMs } = markovRounds(orders, influencers, rounds);
    found.figures.push(figure(`attribution.${name}_vs_scan`, '×', ratios, { below }));
    found.readings.push(reading(`attribution.${name}_ms`, 'ms', fitMs));
    found.readings.push(reading(`attribution.${name}_scan_ms`, 'ms', scanMs));
  }
  return found;
}

/** Every size once, each in a database and a worker of its own. */
async function growth(
  context: BenchContext,
  sizes: readonly number[],
  usual: number,
): Promise<Found> {
  const found: Found = { figures: [], readings: [] };
  const perOrder: number[] = [];
  const memory: number[] = [];
  for (const size of sizes) {
    context.say(`writing ${size} orders…`);
    const shop = await openBenchShop(context, size);
    const worker = await startBenchWorker(shop.databaseUrl);
    context.defer(worker.stop);
    context.say(`attributing ${size} orders…`);
    const ms = await worker.run({ kind: 'attribute', shopId: shop.shopId });
    await refuseWrongCredit(shop);
    const took = ms[0] ?? Number.NaN;
    perOrder.push(took / size);
    found.readings.push(reading(`attribution.orders_per_s_${size}`, '/s', [(1000 * size) / took]));
    if (size === usual) append(found, await usualShop(context, shop, worker, took));
    else if (size === sizes[0]) append(found, await fitFromTables(context, shop, worker));
    memory.push(worker.rssMb());
    found.readings.push(reading(`attribution.worker_rss_mb_${size}`, 'MB', [worker.rssMb()]));
    await worker.stop();
  }
  const first = perOrder[0] ?? Number.NaN;
  const last = perOrder.at(-1) ?? Number.NaN;
  const most = Math.max(...memory);
  found.figures.push(figure('attribution.growth', '×', [last / first], { below: 1.3 }));
  found.figures.push(figure('attribution.worker_rss_mb', 'MB', [most], { below: 600 }));
  return found;
}

function append(found: Found, { figures, readings }: Found): void {
  found.figures.push(...figures);
  found.readings.push(...readings);
}

/** What is measured in the usual shop once it is attributed, which took so long. */
async function usualShop(
  context: BenchContext,
  shop: BenchShop,
  worker: BenchWorker,
  tookMs: number,
): Promise<Found> {
  const { client, shopId, workload } = shop;
  const { rounds, say, database } = context;
  await client.query('vacuum analyze');
  await database.settle();
  say('the SQL script of five models…');
  const scriptMs = await runSqlScript(client, shopId);
  say('heuristic models in memory and in SQL…');
  const heuristics = await heuristicsRounds(client, shopId, workload, rounds);
  say('one order at a time…');
  const latencies = await oneByOne(context, shop, worker);
  return {
    figures: [
      figure('attribution.heuristics_vs_sql', '×', heuristics.ratios, { atLeast: 10 }),
      figure('attribution.vs_sql_100k', '×', [scriptMs / tookMs], { atLeast: 1 }),
      figure(
        'attribution.one_order_p99_ms',
        'ms',
        latencies.map((ms) => percentile(ms, 99)),
        { below: 50 },
      ),
    ],
    readings: [
      reading('attribution.heuristics_ms', 'ms', heuristics.memoryMs),
      reading('attribution.linear_sql_ms', 'ms', heuristics.sqlMs),
      reading('attribution.sql_script_s', 's', [scriptMs / 1000]),
      reading(
        'attribution.one_order_p50_ms',
        'ms',
        latencies.map((ms) => percentile(ms, 50)),
      ),
    ],
  };
}

/** By round, the times of all its orders and refunds. */
async function oneByOne(
  { rounds, database }: BenchContext,
  { shopId }: BenchShop,
  worker: BenchWorker,
): Promise<(readonly number[])[]> {
  await worker.run({ kind: 'one-order', shopId, from: 0, count: WARM_ONE_BY_ONE });
  const found: (readonly number[])[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await database.settle();
    const from = WARM_ONE_BY_ONE + round * ONE_BY_ONE;
    found.push(await worker.run({ kind: 'one-order', shopId, from, count: ONE_BY_ONE }));
  }
  return found;
}

/** A fit from the tables, with its interval, over the lost journeys too, and the credit that it changes. */
async function fitFromTables(
  context: BenchContext,
  shop: BenchShop,
  worker: BenchWorker,
): Promise<Found> {
  const { client, shopId, workload } = shop;
  context.say('writing the visits of those who did not buy…');
  await writeLostVisits(client, shopId, workload);
  await client.query('vacuum analyze');
  context.say('fitting…');
  const fitted = await worker.run({ kind: 'fit', shopId, now: WORKLOAD_ENDS });
  const attributed = await worker.run({ kind: 'attribute', shopId });
  await refuseWrongCredit(shop);
  const seconds = (ms: readonly number[]) => [(ms[0] ?? Number.NaN) / 1000];
  const size = workload.orders;
  return {
    figures: [],
    readings: [
      reading(`attribution.fit_s_${size}`, 's', seconds(fitted)),
      reading(`attribution.after_fit_s_${size}`, 's', seconds(attributed)),
    ],
  };
}
