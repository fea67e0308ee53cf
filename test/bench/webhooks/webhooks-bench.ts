import { API_VERSION } from '#app/platform/api-version.ts';
import type { Bench, BenchContext } from '../bench.ts';
import { type LoadGenerator, startLoadGenerator } from '../load/load-generator.ts';
import { API_SECRET, benchWorld, orderTemplates } from '../order-webhooks.ts';
import { figure, type Report, reading } from '../report.ts';
import { percentile } from '../statistics.ts';
import { type Contestant, checkStored, empty, startOurs, startYardstick } from './contestant.ts';
import { installShops } from './installed-shops.ts';

const STOCK = new URL('../yardsticks/stock-server.ts', import.meta.url);
const FLOOR = new URL('../yardsticks/floor-server.ts', import.meta.url);

const SHOPS = 8;
const ORDERS_EACH = 32;
/** More than any contestant can take in the time of one round. */
const REQUESTS = 36_000;
const CONNECTIONS = 64;
const WARM_SECONDS = 1;
const FLAT_OUT_SECONDS = 3;
const STEADY_PER_SECOND = 500;
const STEADY_SECONDS = 10;
const STEADY_SECONDS_INLINE = 5;

/** What one round found. Rates are durable acknowledgements per second. */
type Round = {
  stock: number;
  floor: number;
  ours: number;
  oursInline: number;
  p99: number;
  p99Inline: number;
};

export const webhooksBench: Bench = {
  about: 'durable acknowledgements per second, beside the stock pattern and a bare server',
  limitSeconds: 280,
  async run(context) {
    const load = await startLoadGenerator();
    context.defer(load.stop);
    const templates = orderTemplates(benchWorld(), SHOPS, ORDERS_EACH);
    const domains = [...new Set(templates.map(({ shop }) => shop))];
    const field = await startField(context, domains);

    const found: Round[] = [];
    let meanBytes = 0;
    for (let series = 1; series <= context.rounds; series += 1) {
      const signing = { secret: API_SECRET, apiVersion: API_VERSION };
      const batch = { templates, signing, series, count: REQUESTS, ownOrders: true };
      ({ meanBytes } = await load.prepare(batch));
      const round = await runRound(context, load, field, domains, series);
      found.push(round);
      context.say(`round ${series}: ${summary(round)}`);
    }
    return report(context, found, meanBytes);
  },
};

type Field = { stock: Contestant; floor: Contestant; ours: Contestant };

async function startField({ database, defer }: BenchContext, domains: string[]): Promise<Field> {
  const place = async (name: string, schema: 'migrated' | 'empty') => {
    const databaseUrl = await database.create(`bench_${name}`, schema);
    if (schema === 'migrated') await installShops(databaseUrl, domains);
    return { name, databaseUrl };
  };
  const [stock, floor, ours] = [
    await startYardstick(await place('stock', 'migrated'), STOCK, 'privacy_request'),
    await startYardstick(await place('floor', 'empty'), FLOOR, 'message'),
    await startOurs(await place('ours', 'migrated'), 'none'),
  ];
  for (const { stop } of [stock, floor, ours]) defer(stop);
  return { stock, floor, ours };
}

async function runRound(
  context: BenchContext,
  load: LoadGenerator,
  { stock, floor, ours }: Field,
  domains: string[],
  series: number,
): Promise<Round> {
  const rate = async (contestant: Contestant) => {
    await empty(contestant);
    await context.database.settle();
    return flatOut(load, contestant, series, 0);
  };
  return {
    stock: await rate(stock),
    floor: await rate(floor),
    ours: await rate(ours),
    p99: await steadyP99(context, load, ours, series),
    ...(await runInline(context, load, domains, series)),
  };
}

/** With the worker in the same process and busy, which is how one process serves a small shop. */
async function runInline(
  { database, defer }: BenchContext,
  load: LoadGenerator,
  domains: string[],
  series: number,
): Promise<Pick<Round, 'oursInline' | 'p99Inline'>> {
  const databaseUrl = await database.create('bench_inline', 'migrated');
  await installShops(databaseUrl, domains);
  const contestant = await startOurs({ name: 'ours, worker inline', databaseUrl }, 'inline');
  defer(contestant.stop);
  const { port } = contestant;
  const task = { port, from: 0, perSecond: STEADY_PER_SECOND, connections: CONNECTIONS };
  const warm = await load.steady({ ...task, count: STEADY_PER_SECOND * WARM_SECONDS });
  const count = STEADY_PER_SECOND * STEADY_SECONDS_INLINE;
  const steady = await load.steady({ ...task, from: warm.next, count });
  await checkStored(contestant, series, [...warm.acknowledged, ...steady.acknowledged]);
  const oursInline = await flatOut(load, contestant, series, steady.next);
  await contestant.stop();
  return { oursInline, p99Inline: percentile(steady.latencies, 99) };
}

async function flatOut(
  load: LoadGenerator,
  contestant: Contestant,
  series: number,
  from: number,
): Promise<number> {
  const task = { port: contestant.port, connections: CONNECTIONS };
  const warm = await load.flatOut({ ...task, from, seconds: WARM_SECONDS });
  const run = await load.flatOut({ ...task, from: warm.next, seconds: FLAT_OUT_SECONDS });
  refuseRefusals(contestant, run.refused);
  await checkStored(contestant, series, [...warm.acknowledged, ...run.acknowledged]);
  return run.perSecond;
}

async function steadyP99(
  { database }: BenchContext,
  load: LoadGenerator,
  contestant: Contestant,
  series: number,
): Promise<number> {
  await empty(contestant);
  await database.settle();
  const count = STEADY_PER_SECOND * STEADY_SECONDS;
  const task = { port: contestant.port, from: 0, perSecond: STEADY_PER_SECOND };
  const run = await load.steady({ ...task, count, connections: CONNECTIONS });
  refuseRefusals(contestant, run.refused);
  await checkStored(contestant, series, run.acknowledged);
  return percentile(run.latencies, 99);
}

/** A rate with refusals in it would compare things that are not alike. */
function refuseRefusals({ name }: Contestant, refused: Record<string, number>): void {
  if (Object.keys(refused).length > 0) {
    throw new Error(`${name} answered otherwise than with 200: ${JSON.stringify(refused)}`);
  }
}

function report({ machine }: BenchContext, found: readonly Round[], meanBytes: number): Report {
  const of = (value: (round: Round) => number) => found.map(value);
  const times = { atLeast: 10 };
  return {
    bench: 'webhooks',
    machine,
    figures: [
      figure(
        'webhooks.vs_stock',
        '×',
        of(({ ours, stock }) => ours / stock),
        times,
      ),
      figure(
        'webhooks.vs_floor',
        '×',
        of(({ ours, floor }) => ours / floor),
        { atLeast: 0.5 },
      ),
      figure(
        'webhooks.p99_ms_at_500',
        'ms',
        of(({ p99 }) => p99),
        { below: 100 },
      ),
    ],
    readings: [
      reading(
        'webhooks.ours_per_s',
        '/s',
        of(({ ours }) => ours),
      ),
      reading(
        'webhooks.stock_per_s',
        '/s',
        of(({ stock }) => stock),
      ),
      reading(
        'webhooks.floor_per_s',
        '/s',
        of(({ floor }) => floor),
      ),
      reading(
        'webhooks.inline_per_s',
        '/s',
        of(({ oursInline }) => oursInline),
      ),
      reading(
        'webhooks.inline_vs_stock',
        '×',
        of(({ oursInline, stock }) => oursInline / stock),
      ),
      reading(
        'webhooks.inline_vs_floor',
        '×',
        of(({ oursInline, floor }) => oursInline / floor),
      ),
      reading(
        'webhooks.inline_p99_ms_at_500',
        'ms',
        of(({ p99Inline }) => p99Inline),
      ),
      reading('webhooks.body_bytes', 'bytes', [meanBytes]),
    ],
  };
}

function summary(round: Round): string {
  return Object.entries(round)
    .map(([name, value]) => `${name} ${value.toFixed(name.startsWith('p99') ? 1 : 0)}`)
    .join(', ');
}
