import { expect, it } from 'vitest';
import { pool } from '#app/db/client.server.ts';
import { attributeOrders } from '#app/flow/attribution/attribute-orders.server.ts';
import { fitModels } from '#app/flow/attribution/fit-models.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { CURRENCIES, makeWorkload, netOf, WORKLOAD_ENDS } from './workload.ts';
import { writeLostVisits } from './write-lost-visits.ts';
import { orderIdAt, writeOrders } from './write-orders.ts';

freshDatabase();

it('writes what the app attributes and fits as the workload has it', async () => {
  const workload = makeWorkload({ orders: 150, influencers: 20, seed: 7 });
  const client = await pool().connect();
  const shopId = await writeOrders(client, workload);
  await writeLostVisits(client, shopId, workload);
  client.release();
  await pool().query(
    'insert into attribution_due (shop_id, order_id) select shop_id, order_id from "order"',
  );
  while ((await attributeOrders(shopId)) > 0);

  const { rows } = await pool().query(
    `select a.order_id, a.currency, a.net_minor, count(*)::int as touches,
       array_agg(coalesce(c.influencer_id::text, c.channel) order by c.position) as sources
     from attributed_order a join credit c using (shop_id, generation, order_id)
     group by 1, 2, 3 order by 1`,
  );
  expect(rows).toEqual(
    Array.from({ length: workload.orders }, (_, order) => {
      const steps = workload.steps.slice(workload.offsets[order], workload.offsets[order + 1]);
      return {
        order_id: String(orderIdAt(order)),
        currency: CURRENCIES[workload.currencies[order] ?? 0]?.code,
        net_minor: String(netOf(workload, order)),
        touches: steps.length,
        sources: Array.from(steps, (step) => workload.sources[step]),
      };
    }),
  );

  await fitModels(shopId, WORKLOAD_ENDS);
  const fits = await pool().query('select conversions, journeys, sources from model_fit');
  expect(fits.rows).toMatchObject([{ conversions: 150, journeys: 1_500 }]);
  expect(Object.keys(fits.rows[0].sources).toSorted()).toEqual(workload.sources.toSorted());
});
