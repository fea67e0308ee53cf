import { beforeAll, describe, expect, it } from 'vitest';
import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import { truthOf } from '#test/standin/control/shop-truth.ts';
import { createShop } from '#test/standin/state/create-shop.ts';
import type { Shop } from '#test/standin/state/world.ts';
import { eventually } from '#test/stories/eventually.ts';
import { openHouse } from '#test/stories/open-house.ts';
import { decimal } from '#test/stories/shop-story.ts';
import { AdminPage } from './admin-page.ts';
import { openChromium, type Person } from './open-chromium.ts';
import { buyAs } from './storefront-page.ts';

const { house, world } = openHouse();
const { somebody } = openChromium();

let shop: Shop;
let storeUrl: string;
let merchant: Person;
let admin: AdminPage;
/** What the app shows as hers, as she would get it. */
const handout = { link: '', page: '' };

beforeAll(async () => {
  storeUrl = `http://glowy.localhost:${house().standin.port}`;
  shop = createShop(world(), { handle: 'glowy', name: 'Glowy', primaryUrl: storeUrl });
  stockCatalogue(world(), shop);
  merchant = await somebody();
  admin = new AdminPage(merchant.page, house(), shop);
});

/** Minor units of dollars as the app writes them: "$1,234.50". */
const dollars = (minor: number) => `$${decimal(minor).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;
/** (revenue − cost) / cost in whole per cent, as the app writes it. */
const roiOf = (revenue: number, cost: number) => `${Math.round(((revenue - cost) * 100) / cost)}%`;

const COST = 4_000;

/** Until the home screen, opened anew as a person would, shows so many orders. */
async function homeWithOrders(count: number): Promise<void> {
  await eventually(
    async () => {
      await admin.open();
      return admin.figure('Orders');
    },
    (orders) => orders === String(count),
    { what: `${count} orders on the home screen` },
  );
}

describe('a merchant and two followers, in the browser', () => {
  it('installs the app and is told what to do first', async () => {
    const { page } = merchant;
    await page.goto(admin.address());
    await page.getByRole('heading', { name: 'Install Tributary' }).waitFor();
    await page.getByText('write_discounts').waitFor();
    await page.getByRole('button', { name: 'Install', exact: true }).click();
    await admin.ready();
    await admin.heading('Influencer performance');
    await admin.app.getByRole('heading', { name: 'Three steps to your first figures' }).waitFor();
    expect(await page.locator('#app-navigation a').allInnerTexts()).toEqual([
      'Influencers',
      'Campaigns',
      'Orders',
      'Journeys',
      'Data health',
      'Settings',
    ]);
  });

  it('adds an influencer, and the save bar saves her', async () => {
    await admin.follow('Add influencer');
    await admin.heading('Add influencer');
    await admin.fill('Name', 'Jane Doe');
    await admin.fill('Handle', 'janedoe');
    await admin.fill('Followers', '48.5k');
    await admin.page.locator('#save-bar').waitFor();
    await admin.saveInBar();
    await admin.heading('Jane Doe');
    await admin.app.getByText('48,500 followers').waitFor();
    await admin.app.getByText('Micro', { exact: true }).waitFor();
    await admin.page.locator('#save-bar').waitFor({ state: 'hidden' });
  });

  it('creates a campaign and adds her with 15 % off', async () => {
    await admin.navigate('Campaigns');
    await admin.follow('Create campaign');
    await admin.heading('Create campaign');
    await admin.fill('Name', 'Spring launch');
    await admin.fill('Budget', '500');
    await admin.saveInBar();
    await admin.heading('Spring launch');
    await admin.follow('Add influencers');
    await admin.heading('Add influencers to Spring launch');
    await admin.app.getByLabel('Jane Doe').check();
    expect(await admin.app.getByLabel('Percentage').inputValue()).toBe('15');
    await admin.app.getByText('JANE15', { exact: true }).waitFor();
    await admin.fill('Welcome text', 'Hello, I am Jane.');
    await admin.press('Add 1 influencer');
  });

  it('watches code, page and short address become live', async () => {
    await admin.heading('Spring launch');
    const row = admin.row('Jane Doe');
    await row.getByText('Active', { exact: true }).waitFor();
    await eventually(
      () => row.getByText('Live', { exact: true }).count(),
      (live) => live === 3,
    );
    expect(
      [...shop.discounts.values()].flatMap(({ codes }) => codes.map(({ code }) => code)),
    ).toEqual(['JANE15']);
    await row.getByRole('link', { name: 'Jane Doe' }).click();
    await admin.heading('Jane Doe');
    await admin.app.getByRole('heading', { name: 'What she hands out' }).waitFor();
    expect(await admin.handedOut('Discount code')).toBe('JANE15');
    handout.link = await admin.handedOut('Tracking link');
    handout.page = await admin.handedOut('Landing page');
  });

  it('adds what she is paid', async () => {
    await admin.press('Add cost');
    await admin.fill('Amount', '40');
    await admin.app.getByRole('button', { name: 'Add cost' }).last().click();
    await admin.row('Fee').getByText('$40.00').waitFor();
  });

  it('sees an order with her code on the home screen, with its ROI', async () => {
    const follower = await somebody();
    await follower.page.goto(storeUrl);
    await buyAs(follower.page, { email: 'ann@example.com', code: 'JANE15', quantity: 3 });
    expect(follower.faults).toEqual([]);

    await homeWithOrders(1);
    const { netSalesMinor, byCode } = truthOf(shop);
    expect(byCode).toEqual([{ code: 'JANE15', orders: 1, netSalesMinor }]);
    expect(await admin.figure('Revenue from influencers')).toBe(dollars(netSalesMinor));
    expect(await admin.figure('Cost')).toBe(dollars(COST));
    expect(await admin.figure('ROI')).toBe(roiOf(netSalesMinor, COST));
    expect(await admin.figure('New customers')).toBe('1');
    await admin.row('Jane Doe').getByText(dollars(netSalesMinor)).first().waitFor();
    await admin.app.getByText('Up to date', { exact: true }).waitFor();
  });

  it('finds the order explained', async () => {
    const { netSalesMinor } = truthOf(shop);
    await admin.row('Jane Doe').getByRole('link', { name: 'Jane Doe' }).click();
    await admin.heading('Jane Doe');
    expect(await admin.figure('Revenue through her')).toBe(dollars(netSalesMinor));
    await admin.row('#1001').getByRole('link', { name: '#1001' }).click();
    await admin.heading('Order #1001');
    await admin.row('Jane Doe').getByText('The code JANE15 was used at the checkout.').waitFor();
    await admin.app.getByText(dollars(netSalesMinor), { exact: true }).first().waitFor();
  });

  it('sees an order over her tracking link too, and what each model makes of both', async () => {
    const follower = await somebody();
    await follower.page.goto(handout.link);
    await follower.page.getByText('Hello, I am Jane.').waitFor();
    expect(new URL(follower.page.url()).pathname).toBe(new URL(handout.page).pathname);
    await follower.page.goto(`${storeUrl}/collections/all`);
    await buyAs(follower.page, { email: 'bea@example.com', quantity: 2 });
    expect(follower.faults).toEqual([]);

    await homeWithOrders(2);
    const [byCode = 0, byLink = 0] = truthOf(shop).orders.map((order) => order.netSalesMinor);
    // The first follower came to the shop by herself before she used the code; the second came over the link.
    const expected = {
      last_touch: byCode + byLink,
      linear: Math.floor(byCode / 2) + byLink,
      first_touch: byLink,
    };
    for (const [model, revenue] of Object.entries(expected)) {
      await admin.app.getByLabel('Attribution model').selectOption(model);
      await eventually(
        () => admin.figure('Revenue from influencers'),
        (shown) => shown === dollars(revenue),
        { what: `${dollars(revenue)} by ${model}` },
      );
      expect(await admin.figure('ROI')).toBe(roiOf(revenue, COST));
    }
    await admin.navigate('Orders');
    await admin.row('#1002').getByText(dollars(byLink)).first().waitFor();
    await admin.row('#1002').getByRole('link', { name: '#1002' }).click();
    await admin.heading('Order #1002');
    await admin.app
      .getByText(/The (?:visit came over the tracking link|tracking link was followed)/)
      .first()
      .waitFor();
  });

  it('met no error on the way', () => {
    expect(merchant.faults).toEqual([]);
  });
});
