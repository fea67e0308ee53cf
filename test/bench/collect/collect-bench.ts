import type { Bench, BenchContext } from '../bench.ts';
import { onDatabase } from '../bench-database.ts';
import { type LoadGenerator, startLoadGenerator } from '../load/load-generator.ts';
import { figure, type Report, reading } from '../report.ts';
import { percentile } from '../statistics.ts';
import { type Contestant, empty, startOurs, startYardstick } from '../webhooks/contestant.ts';
import { installShops } from '../webhooks/installed-shops.ts';
import { EVENTS_EACH, eventIdsOf } from './pixel-request.ts';

const FLOOR = new URL('../yardsticks/collect-floor-server.ts', import.meta.url);

/** So many that none comes near what one shop may send in a minute. */
const SHOPS = Array.from({ length: 64 }, (_, at) => `shop-${at}.myshopify.com`);
/** More than any contestant can take in the time of one round. */
const REQUESTS = 60_000;
const CONNECTIONS = 64;
const WARM_SECONDS = 1;
const FLAT_OUT_SECONDS = 3;
const STEADY_PER_SECOND = 500;
const STEADY_SECONDS = 5;

/** What one round found. Rates are durable events per second. */
type Round = { floor: number; ours: number; p99: number };

export const collectBench: Bench = {
  about: 'durable pixel events per second, beside a bare server',
  limitSeconds: 180,
  async run(context) {
    const load = await startLoadGenerator();
    context.defer(load.stop);
    const field = await startField(context);
    const found: Round[] = [];
    let meanBytes = 0;
    for (let series = 1; series <= context.rounds; series += 1) {
      const sentAt = new Date().toISOString();
      const plan = { shops: SHOPS, series, count: REQUESTS, sentAt };
      ({ meanBytes } = await load.prepareBatches({ plan }));
      const round = {
        floor: await rate(context, load, field.floor, series),
        ours: await rate(context, load, field.ours, series),
        p99: await steadyP99(context, load, field.ours, series),
      };
      found.push(round);
      context.say(
        `round ${series}: floor ${round.floor.toFixed(0)}, ours ${round.ours.toFixed(0)}, p99 ${round.p99.toFixed(1)}`,
      );
    }
    return report(context, found, meanBytes);
  },
};

async function startField({ database, defer }: BenchContext) {
  const floorUrl = await database.create('bench_collect_floor', 'empty');
  const floor = await startYardstick({ name: 'floor', databaseUrl: floorUrl }, FLOOR, 'event');
  defer(floor.stop);
  const oursUrl = await database.create('bench_collect_ours', 'migrated');
  await installShops(oursUrl, SHOPS);
  const ours = await startOurs({ name: 'ours', databaseUrl: oursUrl }, 'none');
  defer(ours.stop);
  return { floor, ours: { ...ours, table: 'pixel_event' } };
}

async function rate(
  { database }: BenchContext,
  load: LoadGenerator,
  contestant: Contestant,
  series: number,
): Promise<number> {
  await empty(contestant);
  await database.settle();
  const task = { port: contestant.port, connections: CONNECTIONS };
  const warm = await load.flatOut({ ...task, from: 0, seconds: WARM_SECONDS });
  const run = await load.flatOut({ ...task, from: warm.next, seconds: FLAT_OUT_SECONDS });
  refuseRefusals(contestant, { ...warm.refused, ...run.refused });
  await checkStored(contestant, series, [...warm.acknowledged, ...run.acknowledged]);
  return run.perSecond * EVENTS_EACH;
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
    throw new Error(`${name} answered otherwise than with 204: ${JSON.stringify(refused)}`);
  }
}

/**
 * Durable means: every event of every batch that was acknowledged is in the table.
 * @throws Error that says how many are not
 */
async function checkStored(
  { name, databaseUrl, table }: Contestant,
  series: number,
  acknowledged: readonly number[],
): Promise<void> {
  const ids = acknowledged.flatMap((index) => eventIdsOf(series, index));
  const stored = await onDatabase(databaseUrl, async (client) => {
    const text = `select count(distinct event_id)::int as stored from ${table} where event_id = any($1)`;
    const { rows } = await client.query<{ stored: number }>(text, [ids]);
    return rows[0]?.stored ?? 0;
  });
  if (stored !== ids.length) {
    throw new Error(`${name} acknowledged ${ids.length} events and stored ${stored}.`);
  }
}

function report({ machine }: BenchContext, found: readonly Round[], meanBytes: number): Report {
  const of = (value: (round: Round) => number) => found.map(value);
  const ratio = of(({ ours, floor }) => ours / floor);
  return {
    bench: 'collect',
    machine,
    figures: [figure('collect.vs_floor', '×', ratio, { atLeast: 0.4 })],
    readings: [
      reading(
        'collect.ours_events_per_s',
        '/s',
        of(({ ours }) => ours),
      ),
      reading(
        'collect.floor_events_per_s',
        '/s',
        of(({ floor }) => floor),
      ),
      reading(
        'collect.p99_ms_at_500_batches',
        'ms',
        of(({ p99 }) => p99),
      ),
      reading('collect.request_bytes', 'bytes', [meanBytes]),
    ],
  };
}
