import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { installMovableClock } from '#test/house/movable-clock.ts';
import { startHouse } from '#test/house/start-house.ts';
import type { Bench, BenchContext } from '../bench.ts';
import { onDatabase } from '../bench-database.ts';
import { figure, type Report, reading } from '../report.ts';
import { type JudgedOrder, judge, type Verdict } from './judge.ts';
import { INFLUENCERS, openStage } from './open-stage.ts';
import { planSeason } from './plan-season.ts';
import { type PlayedOrder, playSeason, type Stage } from './play-season.ts';

const PEOPLE = 220;
const SAY_EVERY = 100;
const PATIENCE_MS = 120_000;

/** A round is a season of its own: another seed, another shop. */
export const captureBench: Bench = {
  about: 'orders whose influencers are found in a made-up season whose truth is known',
  limitSeconds: 900,
  async run(context) {
    const { rounds, database, defer, say } = context;
    installMovableClock();
    const databaseUrl = await database.create('bench_capture', 'migrated');
    const house = await startHouse({ databaseUrl, hasMovableClock: true });
    defer(house.stop);
    const verdicts: Verdict[] = [];
    for (let seed = 1; seed <= rounds; seed += 1) {
      const stage = await openStage(house, `capture-${seed}`);
      const plan = planSeason({ seed, people: PEOPLE, influencers: INFLUENCERS });
      const orders = await playSeason(stage, plan, (done) => {
        if (done % SAY_EVERY === 0) say(`season ${seed}: ${done} of ${plan.steps.length} steps`);
      });
      const verdict = await onDatabase(databaseUrl, async (client) => {
        await allTold(client, stage, orders.length);
        return judge(await judged(client, stage, orders));
      });
      for (const [scenario, count] of verdict.missed) say(`missed ${count}: ${scenario}`);
      verdicts.push(verdict);
    }
    return report(context, verdicts);
  },
};

/** Shopify's journeys are asked for when their time has come; then everything that is known is in the credit. */
async function allTold(client: pg.Client, { shop }: Stage, orders: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await client.query<{ id: number; told: number; waiting: number }>(
      `select s.id,
         (select count(*)::int from attributed_order a where a.shop_id = s.id) as told,
         (select count(*) from order_journey j where j.shop_id = s.id and j.state = 'waiting')::int
           + (select count(*) from inbox_message m where m.shop_id = s.id and m.status = 'pending')::int
           + (select count(*) from pixel_event e where e.shop_id = s.id and not e.is_gathered)::int
           + (select count(*) from touch_rebuild r where r.shop_id = s.id)::int
           + (select count(*) from attribution_due d where d.shop_id = s.id)::int as waiting
       from shop s where s.domain = $1`,
      [shop.domain],
    );
    const [state] = rows;
    if (state && state.told === orders && state.waiting === 0) return;
    if (performance.now() > deadline) {
      throw new Error(`The app did not come to an end: ${JSON.stringify(state)} of ${orders}`);
    }
    // The queue waits by the database's clock, which nobody moves.
    await client.query(
      `select graphile_worker.add_job('read-journeys', json_build_object('shopId', $1::int),
         job_key => 'read-journeys:' || $1::int, queue_name => 'journeys:' || $1::int)`,
      [state?.id],
    );
    await pause(500);
  }
}

async function judged(
  client: pg.Client,
  { shop, influencerIds, slugs, codes }: Stage & { influencerIds: readonly string[] },
  orders: readonly PlayedOrder[],
): Promise<JudgedOrder[]> {
  const { rows } = await client.query<{ order_id: string; influencer_id: string }>(
    `select distinct c.order_id, c.influencer_id from credit c join shop s on s.id = c.shop_id
     where s.domain = $1 and c.influencer_id is not null and c.linear <> 0`,
    [shop.domain],
  );
  const credits = Map.groupBy(rows, ({ order_id }) => order_id);
  return orders.map(({ orderId, truth }) => {
    const order = shop.orders.get(orderId);
    if (!order) throw new Error(`The local Shopify has no order ${orderId}.`);
    const links = order.attributes.filter(({ name }) => name === '_tributary_link');
    const carried = [
      ...order.discountCodes.map(({ code }) => codes.indexOf(code)),
      ...links.map(({ value }) => slugs.indexOf(value)),
    ];
    const credited = credits.get(String(orderId)) ?? [];
    return {
      truth,
      credited: new Set(credited.map((row) => influencerIds.indexOf(row.influencer_id))),
      carried: new Set(carried.filter((number) => number >= 0)),
    };
  });
}

function report({ machine }: BenchContext, verdicts: readonly Verdict[]): Report {
  const of = (pick: (verdict: Verdict) => number) => verdicts.map(pick);
  return {
    bench: 'capture',
    machine,
    figures: [
      figure(
        'capture.found_with_consent',
        'share',
        of((one) => one.foundWithConsent),
        { atLeast: 0.98 },
      ),
      figure(
        'capture.found_without_consent',
        'share',
        of((one) => one.foundWithoutConsent),
        { atLeast: 1 },
      ),
      figure(
        'capture.wrongly_credited',
        'orders',
        of((one) => one.wronglyCredited),
        { below: 1 },
      ),
    ],
    readings: [
      reading(
        'capture.orders',
        'orders',
        of((one) => one.orders),
      ),
      reading(
        'capture.found_of_all_without_consent',
        'share',
        of((one) => one.foundOfAllWithoutConsent),
      ),
    ],
  };
}
