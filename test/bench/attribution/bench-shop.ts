import pg from 'pg';
import { MODELS } from '#app/domain/attribution-model.ts';
import { fitDataDriven } from '#app/domain/models/data-driven.ts';
import type { BenchContext } from '../bench.ts';
import { makeWorkload, WORKLOAD_ENDS, type Workload } from './workload.ts';
import { allPaths } from './workload-paths.ts';
import { writeOrders } from './write-orders.ts';

/** A database with one shop of 200 influencers and so many orders, none of them attributed yet. */
export type BenchShop = {
  readonly databaseUrl: string;
  readonly client: pg.Client;
  readonly shopId: number;
  readonly workload: Workload;
};

/** Writes it, with a fit of the Markov model, so that all eight models have something to do. */
export async function openBenchShop(
  { database, defer }: BenchContext,
  orders: number,
): Promise<BenchShop> {
  const databaseUrl = await database.create(`bench_attribution_${orders}`, 'migrated');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  defer(() => client.end());
  const workload = makeWorkload({ orders, influencers: 200, seed: 1 });
  const shopId = await writeOrders(client, workload);
  await writeFit(client, shopId, workload);
  await client.query(
    'insert into attribution_due (shop_id, order_id) select shop_id, order_id from "order"',
  );
  await client.query('vacuum analyze');
  await database.settle();
  return { databaseUrl, client, shopId, workload };
}

async function writeFit(client: pg.Client, shopId: number, workload: Workload): Promise<void> {
  const minimum = { conversions: 1, journeys: 1 };
  const { sources, effects, shares, sample } = fitDataDriven('markov', allPaths(workload), {
    minimum,
  });
  const told = sources.map((source, place) => {
    const share = shares[place] ?? 0;
    return [source, { effect: effects[place] ?? 0, share, low: share, high: share }];
  });
  await client.query(
    `insert into model_fit (shop_id, fit, fitted_at, basis, conversions, journeys, minimum, sources)
     values ($1, 1, $2, 'markov', $3, $4, 1, $5)`,
    [shopId, WORKLOAD_ENDS, sample.conversions, sample.journeys, Object.fromEntries(told)],
  );
}

/** @throws Error unless every order is attributed, and its credit sums to its net sales by every model */
export async function refuseWrongCredit({ client, shopId, workload }: BenchShop): Promise<void> {
  const sums = MODELS.map((model) => `sum(${model}) <> net_minor`).join(' or ');
  const { rows } = await client.query<{ orders: number; due: number; wrong: number }>(
    `select (select count(*)::int from attributed_order where shop_id = $1) as orders,
       (select count(*)::int from attribution_due where shop_id = $1) as due,
       (select count(*)::int from (
          select from attributed_order a left join credit c using (shop_id, generation, order_id)
          where a.shop_id = $1 group by a.order_id, a.net_minor
          having count(c.order_id) = 0 or ${sums}) w) as wrong`,
    [shopId],
  );
  const [found] = rows;
  if (found?.orders !== workload.orders || found.due !== 0 || found.wrong !== 0) {
    throw new Error(`The credit is not right: ${JSON.stringify(found)} of ${workload.orders}.`);
  }
}
