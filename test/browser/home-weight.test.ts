import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { findShop } from '#app/db/shop-store.server.ts';
import { setDatabaseUrl } from '#app/platform/environment.server.ts';
import { TEST_APP } from '#test/database/fresh-database.ts';
import { openHouse } from '#test/stories/open-house.ts';
import { AdminPage } from './admin-page.ts';
import { plentyOfAll } from './hard-data.ts';
import { openChromium } from './open-chromium.ts';

const { house, openShop } = openHouse();
const { somebody } = openChromium();

const MOST_SCRIPT_BYTES = 350_000;
/** What Shopify asks of apps in its admin. */
const MOST_SHIFT = 0.1;

/** Runs in every frame before its own scripts; text, because nothing of this module goes along. */
const WATCH = `window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });`;

it('the home screen with all its data stays where it is while it comes, and is light', async () => {
  const { shop } = await openShop();
  Object.assign(process.env, TEST_APP);
  setDatabaseUrl(house().databaseUrl);
  const row = await findShop(prisma(), shop.domain);
  if (!row) throw new Error('the app does not know the shop');
  await plentyOfAll(row);

  const { page, context } = await somebody();
  await context.addInitScript(WATCH);
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    const isOurs = response.url().startsWith(house().appUrl);
    if (isOurs && response.request().resourceType() === 'script') scripts.push(response.body());
  });
  const admin = new AdminPage(page, house(), shop);
  const frame = await admin.open('/app?period=90d');
  await admin.settled();

  expect(await frame.evaluate<number>('window.shift')).toBeLessThanOrEqual(MOST_SHIFT);
  const bytes = (await Promise.all(scripts)).map((body) => gzipSync(body).length);
  expect(bytes.length).toBeGreaterThan(5);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
});
