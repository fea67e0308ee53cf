import { beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { findShop, type ShopRow } from '#app/db/shop-store.server.ts';
import { setDatabaseUrl } from '#app/platform/environment.server.ts';
import { TEST_APP } from '#test/database/fresh-database.ts';
import type { Shop } from '#test/standin/state/world.ts';
import { openHouse } from '#test/stories/open-house.ts';
import { AdminPage } from './admin-page.ts';
import { appScreens } from './app-screens.ts';
import { onlyOne, plentyOfAll, STRAY_CODE } from './hard-data.ts';
import { DESKTOP, openChromium, type Person, PHONE } from './open-chromium.ts';
import { barriers, overflows } from './page-checks.ts';
import { buyAs, fillCart } from './storefront-page.ts';

const { house, openShop } = openHouse();
const { somebody } = openChromium();

/** The address that nothing answers is a screen too; the browser reports its 404. */
const NOWHERE = '/app/nowhere';

let merchant: Person;

beforeAll(async () => {
  Object.assign(process.env, TEST_APP);
  setDatabaseUrl(house().databaseUrl);
  merchant = await somebody();
});

async function rowOf(shop: Shop): Promise<ShopRow> {
  const row = await findShop(prisma(), shop.domain);
  if (!row) throw new Error(`the app does not know ${shop.domain}`);
  return row;
}

/** Everything that is wrong with the screens, by screen and width. */
async function faultsOf(shop: Shop, screens: readonly string[]): Promise<string[]> {
  const { page } = merchant;
  const admin = new AdminPage(page, house(), shop);
  const found: string[] = [];
  for (const screen of screens) {
    merchant.faults.length = 0;
    await page.setViewportSize(DESKTOP);
    const frame = await admin.open(screen);
    await admin.settled();
    for (const size of [DESKTOP, PHONE]) {
      await page.setViewportSize(size);
      await admin.settled();
      const at = `${screen} at ${size.width}`;
      found.push(...(await overflows(frame)).map((what) => `${at}: ${what}`));
      found.push(...(await barriers(page, ['#app', 'html'])).map((what) => `${at}: ${what}`));
    }
    if (screen !== NOWHERE) found.push(...merchant.faults.map((fault) => `${screen}: ${fault}`));
  }
  return found;
}

describe('every screen of the app can be used by everybody and fits', { timeout: 600_000 }, () => {
  it('knows all screens', () => {
    const one = { influencers: '1', campaigns: '1', collaborations: '1', orders: '1' };
    expect(appScreens(one).length).toBeGreaterThanOrEqual(17);
    expect(appScreens(one)).toContain('/app/campaigns/1/add');
    expect(appScreens(null)).not.toContain('/app/campaigns/1/add');
  });

  it('with nothing', async () => {
    const { shop } = await openShop({ handle: 'nothing' });
    expect(await faultsOf(shop, ['/app', ...appScreens(null)])).toEqual([]);
  });

  it('with one of each', async () => {
    const { shop } = await openShop({ handle: 'one' });
    const ids = await onlyOne(await rowOf(shop));
    expect(await faultsOf(shop, ['/app', ...appScreens(ids)])).toEqual([]);
  });

  it('with plenty of all, and everything that is hard to fit', async () => {
    const { shop } = await openShop({ handle: 'plenty' });
    const ids = await plentyOfAll(await rowOf(shop));
    const claim = `/app/data-quality/claim?code=${STRAY_CODE}`;
    expect(await faultsOf(shop, ['/app', ...appScreens(ids), claim])).toEqual([]);
  });
});

describe('the local Shopify can be used by everybody and fits', { timeout: 300_000 }, () => {
  it('in the admin', async () => {
    const { shop } = await openShop({ handle: 'desk' });
    const { page } = merchant;
    const admin = new AdminPage(page, house(), shop);
    await page.setViewportSize(DESKTOP);
    const found: string[] = [];
    await admin.open('/app');
    found.push(...(await barriers(page, 'html', ['#app'])));
    for (const path of ['', '/orders', '/products', '/discounts', '/pages']) {
      await page.goto(`${house().standin.url}/admin/store/desk${path}`);
      found.push(...(await barriers(page, 'html')));
    }
    expect(found).toEqual([]);
  });

  it('in the storefront', async () => {
    const { shop } = await openShop({ handle: 'store' });
    const { page, faults } = await somebody(PHONE);
    const url = `http://store.localhost:${house().standin.port}`;
    const found: string[] = [];
    const look = async (what: string) => {
      for (const size of [DESKTOP, PHONE]) {
        await page.setViewportSize(size);
        const seen = [...(await overflows(page.mainFrame())), ...(await barriers(page, 'html'))];
        found.push(...seen.map((fault) => `${what} at ${size.width}: ${fault}`));
      }
    };
    const [product] = shop.products.values();
    for (const path of ['/', '/collections/all', `/products/${product?.handle}`]) {
      await page.goto(url + path);
      await look(path);
    }
    await fillCart(page, 2);
    await look('cart');
    await page.getByRole('button', { name: 'Check out' }).click();
    await page.getByRole('heading', { name: 'Checkout' }).waitFor();
    await look('checkout');
    await page.goto(url);
    await buyAs(page, { email: 'ann@example.com' });
    await look('thank you');
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  });
});
