import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { prisma } from '#app/db/client.server.ts';
import { addressesOf } from '#test/demo/addresses.ts';
import { type DemoHouse, startDemoHouse } from '#test/demo/demo-house.ts';
import { sendCrowd } from '#test/demo/live-followers.ts';
import { makeShop } from '#test/demo/make-shop.ts';
import { Merchant } from '#test/house/merchant.ts';
import { AdminPage } from './admin-page.ts';
import { launchChromium } from './chromium.ts';
import { openPerson, PHONE } from './open-chromium.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../docs/screenshots');
const SEASON = { days: 120, orders: 1_750 };
const WINDOW = { width: 1280, height: 860 };
/** Whose code, page and orders are shown. */
const SHOWN = 'amara.night';
const TALLEST = 1_400;

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Takes the pictures of docs/screenshots of a living shop of its own. */
async function takeScreenshots(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const demo = await startDemoHouse({
    dataName: `screenshots-${process.pid}`,
    afterwards: 'remove',
    ports: 'any',
    saved: null,
    say,
  });
  let browser: Browser | undefined;
  try {
    const { world, shop, row } = demo;
    if (!row) throw new Error('the app is not in the shop');
    const always = () => true;
    await makeShop(world, shop, row, { ...SEASON, say, going: always, save: () => undefined });
    const addresses = await addressesOf(row.id);
    await sendCrowd({ world, shop, appUrl: demo.house.appUrl, addresses, going: always });
    const shown = addresses.get(SHOWN)?.collaborationId;
    const merchant = new Merchant(world, shop);
    await merchant.send(`/app/collaborations/${shown}/launch`, { intent: 'check' });
    browser = await launchChromium();
    await admin(browser, demo, row.id);
    await storefront(browser, demo, row.id);
  } finally {
    await browser?.close();
    await demo.stop();
  }
}

async function admin(browser: Browser, demo: DemoHouse, shopId: number): Promise<void> {
  const { page, faults } = await openPerson(browser, WINDOW);
  const desk = new AdminPage(page, demo.house, demo.shop);
  const hers = (await addressesOf(shopId)).get(SHOWN);
  if (!hers) throw new Error(`the demo has no ${SHOWN}`);
  const show = async (name: string, screen: string) => {
    await page.setViewportSize(WINDOW);
    await desk.open(screen);
    await desk.settled();
    await wholeFrame(desk);
    await picture(page, name);
  };
  await show('home', '/app?period=30d');
  await show('influencers', '/app/influencers');
  await show('influencer', `/app/influencers/${hers.influencerId}?period=90d`);
  await show('campaigns', '/app/campaigns');
  const { campaignId } = await prisma().collaboration.findFirstOrThrow({
    where: { shopId, id: hers.collaborationId },
  });
  await show('collaboration', `/app/collaborations/${hers.collaborationId}`);
  await show('brief', `/app/collaborations/${hers.collaborationId}/brief`);
  await show('campaign', `/app/campaigns/${campaignId}`);
  await adding(desk, `/app/campaigns/${campaignId}/add`);
  await show('orders', '/app/orders?only=influencers');
  await show('order', `/app/orders/${await mostTravelled(shopId)}`);
  await show('journeys', '/app/journeys?period=90d');
  await show('data-health', '/app/data-quality');
  await show('channel-rules', '/app/settings/channels');
  await show('attribution-rules', '/app/settings/attribution');
  await show('settings', '/app/settings');
  await page.setViewportSize({ ...PHONE, height: TALLEST });
  await desk.open('/app?period=30d');
  await desk.settled();
  await page.locator('#app').screenshot({ path: fileOf('home-phone'), animations: 'disabled' });
  if (faults.length > 0) say(`Faults on the way:\n${faults.join('\n')}`);
}

/** The form that adds influencers to a campaign, filled in as far as its preview. */
async function adding(desk: AdminPage, screen: string): Promise<void> {
  await desk.page.setViewportSize(WINDOW);
  await desk.open(screen);
  for (const box of (await desk.app.getByRole('checkbox').all()).slice(0, 2)) await box.check();
  await desk.fill('Welcome text', 'Hello! These are the three things I use every evening.');
  await desk.app.locator('code').first().waitFor();
  await wholeFrame(desk);
  await picture(desk.page, 'add-influencers');
}

/** The order that explains most: with the longest way, on which more than influencers had a part. */
async function mostTravelled(shopId: number): Promise<string> {
  const credits = await prisma().credit.findMany({
    where: { shopId },
    orderBy: [{ orderId: 'asc' }, { position: 'asc' }],
  });
  const ways = [...Map.groupBy(credits, ({ orderId }) => orderId)]
    .filter(([, way]) => way.some(({ influencerId }) => influencerId))
    .map(([orderId, way]) => ({
      orderId,
      parties: new Set(way.map(({ influencerId, channel }) => influencerId ?? channel)).size,
      length: way.length,
    }))
    .sort((one, other) => other.parties - one.parties || other.length - one.length);
  return String(ways[0]?.orderId ?? '');
}

async function storefront(browser: Browser, demo: DemoHouse, shopId: number): Promise<void> {
  const { page } = await openPerson(browser, WINDOW);
  const hers = (await addressesOf(shopId)).get(SHOWN);
  await page.goto(new URL(hers?.link ?? '/', demo.urls.storefront).href);
  await page.waitForLoadState('networkidle');
  await picture(page, 'landing-page');
}

/** Makes the window as high as the app in its frame, so that all of it is in the picture. */
async function wholeFrame(desk: AdminPage): Promise<void> {
  const frame = await desk.frame();
  const height = await frame.evaluate(() => document.body.scrollHeight);
  const rest = await desk.page.evaluate(
    () => document.querySelector('#app')?.getBoundingClientRect().top ?? 0,
  );
  const fitting = Math.min(TALLEST, Math.max(WINDOW.height, Math.ceil(height + rest)));
  await desk.page.setViewportSize({ ...WINDOW, height: fitting });
  await desk.settled();
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: fileOf(name), animations: 'disabled' });
}

function fileOf(name: string): string {
  say(`${name}.png`);
  return path.join(FOLDER, `${name}.png`);
}

await takeScreenshots();
process.exit(0);
