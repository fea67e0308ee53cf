import type { Bench, BenchContext } from '../bench.ts';
import { onDatabase } from '../bench-database.ts';
import { type LoadGenerator, startLoadGenerator } from '../load/load-generator.ts';
import { figure, type Report, reading } from '../report.ts';
import { percentile } from '../statistics.ts';
import { type Contestant, empty, startOurs, startYardstick } from '../webhooks/contestant.ts';
import { browserOf, isPerson } from './click-request.ts';
import { plantLinks } from './planted-links.ts';

const FLOOR = new URL('../yardsticks/redirect-floor-server.ts', import.meta.url);

const LINKS = 64;
/** More than any contestant can take in the time of one round. */
const REQUESTS = 80_000;
const CONNECTIONS = 64;
const WARM_SECONDS = 1;
const FLAT_OUT_SECONDS = 3;
const STEADY_PER_SECOND = 1_000;
const STEADY_WARM_SECONDS = 1;
const STEADY_SECONDS = 8;

/** A server that redirects, and how to find there whose clicks it has stored. */
type Redirector = Contestant & { browser: string; keeps: (index: number) => boolean };

/** What one round found. Rates are durable redirects per second. */
type Round = { floor: number; ours: number; p50: number; p99: number };

export const redirectBench: Bench = {
  about: 'durable redirects of tracking links per second, beside a bare server',
  limitSeconds: 200,
  async run(context) {
    const load = await startLoadGenerator();
    context.defer(load.stop);
    const { floor, ours, slugs } = await startField(context);
    const found: Round[] = [];
    for (let series = 1; series <= context.rounds; series += 1) {
      await load.prepareClicks({ plan: { slugs, series, count: REQUESTS } });
      const round = {
        floor: await rate(context, load, floor, series),
        ours: await rate(context, load, ours, series),
        ...(await steady(context, load, ours, series)),
      };
      found.push(round);
      const { p50, p99 } = round;
      context.say(
        `round ${series}: floor ${round.floor.toFixed(0)}, ours ${round.ours.toFixed(0)}, p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}`,
      );
    }
    return report(context, found);
  },
};

async function startField({ database, defer }: BenchContext) {
  const floorUrl = await database.create('bench_redirect_floor', 'empty');
  const floor = await startYardstick({ name: 'floor', databaseUrl: floorUrl }, FLOOR, 'click');
  defer(floor.stop);
  const oursUrl = await database.create('bench_redirect_ours', 'migrated');
  const slugs = await plantLinks(oursUrl, LINKS);
  const ours = await startOurs({ name: 'ours', databaseUrl: oursUrl }, 'none');
  defer(ours.stop);
  const redirectors: { floor: Redirector; ours: Redirector } = {
    floor: { ...floor, browser: `right(cookie, 36)::uuid`, keeps: () => true },
    ours: { ...ours, table: 'link_click', browser: 'visitor_id', keeps: isPerson },
  };
  return { ...redirectors, slugs };
}

async function rate(
  { database }: BenchContext,
  load: LoadGenerator,
  redirector: Redirector,
  series: number,
): Promise<number> {
  await empty(redirector);
  await database.settle();
  const task = { port: redirector.port, connections: CONNECTIONS };
  const warm = await load.flatOut({ ...task, from: 0, seconds: WARM_SECONDS });
  const run = await load.flatOut({ ...task, from: warm.next, seconds: FLAT_OUT_SECONDS });
  refuseRefusals(redirector, { ...warm.refused, ...run.refused });
  await checkStored(redirector, series, [...warm.acknowledged, ...run.acknowledged]);
  return run.perSecond;
}

async function steady(
  { database }: BenchContext,
  load: LoadGenerator,
  redirector: Redirector,
  series: number,
): Promise<Pick<Round, 'p50' | 'p99'>> {
  await empty(redirector);
  await database.settle();
  const task = { port: redirector.port, perSecond: STEADY_PER_SECOND, connections: CONNECTIONS };
  const warm = await load.steady({
    ...task,
    from: 0,
    count: STEADY_PER_SECOND * STEADY_WARM_SECONDS,
  });
  const count = STEADY_PER_SECOND * STEADY_SECONDS;
  const run = await load.steady({ ...task, from: warm.next, count });
  refuseRefusals(redirector, { ...warm.refused, ...run.refused });
  await checkStored(redirector, series, [...warm.acknowledged, ...run.acknowledged]);
  return { p50: percentile(run.latencies, 50), p99: percentile(run.latencies, 99) };
}

/** A rate with refusals in it would compare things that are not alike. */
function refuseRefusals({ name }: Contestant, refused: Record<string, number>): void {
  if (Object.keys(refused).length > 0) {
    throw new Error(`${name} answered otherwise than with 302: ${JSON.stringify(refused)}`);
  }
}

/**
 * Durable means: every click that was redirected is in the table, once, and where its browser is kept, with it.
 * @throws Error that says how many are not
 */
async function checkStored(
  { name, databaseUrl, table, browser, keeps }: Redirector,
  series: number,
  acknowledged: readonly number[],
): Promise<void> {
  const kept = acknowledged.filter(keeps).map((index) => browserOf(series, index));
  const found = await onDatabase(databaseUrl, async (client) => {
    const text = `
      select (select count(*)::int from ${table}) as clicks,
        (select count(distinct ${browser})::int from ${table} where ${browser} = any($1::uuid[])) as browsers`;
    const { rows } = await client.query<{ clicks: number; browsers: number }>(text, [kept]);
    return rows[0] ?? { clicks: 0, browsers: 0 };
  });
  if (found.clicks !== acknowledged.length || found.browsers !== kept.length) {
    throw new Error(
      `${name} redirected ${acknowledged.length} clicks and stored ${found.clicks}, ${found.browsers} of ${kept.length} with their browser.`,
    );
  }
}

function report({ machine }: BenchContext, found: readonly Round[]): Report {
  const of = (value: (round: Round) => number) => found.map(value);
  const ratio = of(({ ours, floor }) => ours / floor);
  const p99 = of((round) => round.p99);
  const read = (name: string, unit: string, value: (round: Round) => number) =>
    reading(`redirect.${name}`, unit, of(value));
  return {
    bench: 'redirect',
    machine,
    figures: [
      figure('redirect.vs_floor', '×', ratio, { atLeast: 0.4 }),
      figure('redirect.p99_ms_at_1000', 'ms', p99, { below: 25 }),
    ],
    readings: [
      read('ours_per_s', '/s', ({ ours }) => ours),
      read('floor_per_s', '/s', ({ floor }) => floor),
      read('p50_ms_at_1000', 'ms', ({ p50 }) => p50),
    ],
  };
}
