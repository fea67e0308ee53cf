import { expect, it } from 'vitest';
import type { DataQualityView } from '#app/views/data-quality-view.server.ts';
import { truthOf } from '#test/standin/control/shop-truth.ts';
import { eventually } from './eventually.ts';
import { openHouse } from './open-house.ts';
import { live } from './shop-life.ts';
import { decimal, type ShopStory } from './shop-story.ts';

const open = openHouse();

const SEVERAL_HOURS_MS = 5 * 3_600_000;

/** Net sales of everything that counts, as the local Shopify knows them. */
function soldMinor({ shop }: ShopStory): number {
  const counted = truthOf(shop).orders.filter(({ test, cancelled }) => !test && !cancelled);
  return counted.reduce((sum, { netSalesMinor }) => sum + Math.max(0, netSalesMinor), 0);
}

async function shownMinor(): Promise<string> {
  const [row] = await open.stored<{ net: string }>(
    'select coalesce(sum(net_minor), 0)::text as net from attributed_order where counted = 1',
  );
  return row?.net ?? '0';
}

it('a day whose webhooks are all lost is there in the end, to the cent', async () => {
  const glowy = await open.openShop();
  const { clock } = open.world();
  // It has been there for a while, and what happens now was hours ago when somebody looks.
  await open.stored(`update shop set installed_at = installed_at - interval '1 day'`);
  clock.set(Date.now() - SEVERAL_HOURS_MS);
  const { links } = await glowy.work.startOne();
  await live(glowy, { sales: 12, link: links.tagged ?? '' });
  await glowy.settled();
  expect(await shownMinor()).toBe(String(soldMinor(glowy)));

  glowy.shop.misbehaviour.drop = Number.MAX_SAFE_INTEGER;
  await live(glowy, { sales: 30, link: links.tagged ?? '' });
  await glowy.settled();
  const told = await shownMinor();
  expect(told).not.toBe(String(soldMinor(glowy)));

  glowy.shop.misbehaviour.drop = 0;
  clock.set(Date.now());
  await glowy.work.done('/app/data-quality', { intent: 'compare' });
  await eventually(shownMinor, (shown) => shown === String(soldMinor(glowy)), {
    what: `${decimal(soldMinor(glowy))} instead of ${decimal(Number(told))}`,
  });
  const { runs } = await glowy.work.read<DataQualityView>('/app/data-quality');
  expect(runs[0]).toMatchObject({ missing: expect.anything(), repaired: expect.anything() });
});
