import { expect, it } from 'vitest';
import { sellOrders, stock } from '#test/flow/backfill/busy-shop.ts';
import { truthOf } from '#test/standin/control/shop-truth.ts';
import { installApp } from '#test/standin/identity/installation.ts';
import { createShop } from '#test/standin/state/create-shop.ts';
import { eventually } from './eventually.ts';
import { openHouse } from './open-house.ts';
import { ShopStory } from './shop-story.ts';

const open = openHouse();

const DAY_MS = 86_400_000;

type Progress = { state: string; applied: number };

async function progress(): Promise<Progress> {
  const [row] = await open.stored<Progress>(
    'select state::text, orders_applied as applied from backfill',
  );
  return row ?? { state: 'not asked for', applied: 0 };
}

it('come with the installation, although the app is killed in the middle', async () => {
  const world = open.world();
  const shop = createShop(world, { handle: 'long-in-trade', plan: 'plus' });
  stock(world, shop);
  sellOrders(world, shop, 400, Date.now() - 30 * DAY_MS);
  installApp(world, shop);
  await new ShopStory(open.house(), shop).openApp();

  const middle = await eventually(progress, ({ applied }) => applied >= 60);
  await open.house().app().kill();
  expect(middle.state).toBe('downloading');
  expect((await progress()).applied).toBeLessThan(400);
  await open.house().restartApp();

  await eventually(progress, ({ state }) => state === 'done');
  const { orders } = truthOf(shop);
  const sold = orders.filter(({ test, cancelled }) => !test && !cancelled);
  const counted = await eventually(
    () =>
      open.stored<{ orders: string; net: string; waiting: string }>(
        `select count(*) filter (where counted = 1) as orders, sum(net_minor) as net,
          (select count(*) from attribution_due) as waiting from attributed_order`,
      ),
    ([row]) => row?.waiting === '0' && row.orders === String(sold.length),
  );
  // A refund may give back more than the goods were worth: such an order brought nothing in.
  const truth = sold.reduce((sum, { netSalesMinor }) => sum + Math.max(0, netSalesMinor), 0);
  expect(counted[0]?.net).toBe(String(truth));
  expect(await progress()).toEqual({ state: 'done', applied: 400 });
  expect(shop.bulkOperations.size).toBe(1);
});
