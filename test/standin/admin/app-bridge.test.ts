import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, USER_AGENT } from '#test/browser/chromium.ts';
import { stockCatalogue } from '../catalogue/stock-catalogue.ts';
import { startTestShop, type TestShop } from '../start-test-shop.ts';
import { type FramedApp, startFramedApp } from './start-framed-app.ts';

let house: TestShop;
let app: FramedApp;
let browser: Browser;
let page: Page;
let frame: FrameLocator;
const faults: string[] = [];

beforeAll(async () => {
  house = await startTestShop();
  stockCatalogue(house.world, house.shop);
  app = await startFramedApp(house.world);
  house.world.app.appUrl = app.url;
  browser = await launchChromium();
  page = await (await browser.newContext({ userAgent: USER_AGENT })).newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  frame = page.frameLocator('#app');
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await house?.standin.close();
});

const adminUrl = (path = '') => `${house.standin.url}/admin/store/glowy/apps/tributary${path}`;
const heading = (path: string) => frame.getByRole('heading', { name: `At ${path}` }).waitFor();
const logged = (text: string) => frame.locator('#log', { hasText: text }).waitFor();
const press = (name: string) => frame.getByRole('button', { name }).click();

describe('App Bridge', () => {
  it('shows title bar and navigation in the admin, and clicks come back to the app', async () => {
    await page.goto(adminUrl());
    await heading('/');
    await page.getByText('Tributary / Page').waitFor();
    await page.getByRole('button', { name: 'Add' }).click();
    await logged('added');
    await page.getByRole('link', { name: 'Influencers' }).click();
    await heading('/influencers');
    await page.waitForURL(adminUrl('/influencers'));
    expect(await page.locator('#app-navigation [aria-current]').textContent()).toBe('Influencers');
    await page.reload();
    await heading('/influencers');
  });

  it('signs requests to the app, again where the app asks for a new token', async () => {
    await press('Fetch');
    await logged('signed');
  });

  it('guards unsaved changes', async () => {
    await frame.getByLabel('Name').fill('Maya');
    await page.locator('#save-bar').waitFor();
    await page.locator('#app-home').click();
    await heading('/influencers');
    await press('Leave');
    await page.getByRole('button', { name: 'Continue editing' }).click();
    await logged('stayed');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await logged('saved');
    await page.locator('#save-bar').waitFor({ state: 'hidden' });
  });

  it('lets a person pick products, or nothing', async () => {
    const [product] = house.shop.products.values();
    await press('Pick');
    await page.getByRole('searchbox').fill(product?.title ?? '');
    await page
      .locator('.choices')
      .getByText(product?.title ?? '', { exact: true })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await logged(product?.handle ?? '');
    await press('Pick');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await logged('nothing');
  });

  it('shows modals and toasts', async () => {
    await press('Ask');
    await frame.getByRole('dialog', { name: 'Sure?' }).getByText('Really?').waitFor();
    await press('Yes');
    await logged('agreed');
    await page.goto(adminUrl());
    await press('Toast');
    await page.getByText('Well done').waitFor();
  });

  it('comes back from the bounce page with a token, framed or not', async () => {
    await frame.getByRole('link', { name: 'Bounce' }).click();
    await heading('/bounce');
    await page.waitForURL(adminUrl('/bounce'));
    await page.goto(`${app.url}/bounce?shop=glowy.myshopify.com&host=x`);
    await heading('/bounce');
    expect(page.url()).toBe(adminUrl('/bounce'));
  });

  it('leads links to the shop to the local storefront', async () => {
    await frame.getByRole('link', { name: 'Store' }).click();
    await page.waitForURL(/^http:\/\/glowy\.localhost:\d+\/collections\/none$/);
    expect(faults).toEqual([]);
  });
});
