import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium, USER_AGENT } from '#test/browser/chromium.ts';
import { storefrontState } from '#test/standin/storefront/browser-state.ts';
import { type ExtendedShop, startExtendedShop } from './extended-shop.ts';

const ARRIVAL = '/products/clay-reset-wash?utm_source=jane&trb=jane&trc=click-9&variant=1';

const PATIENCE = { timeout: 10_000 };

let browser: Browser;
let place: ExtendedShop;
let context: BrowserContext;
let page: Page;
let errors: string[];

beforeAll(async () => {
  browser = await launchChromium({ strict: true });
});

afterAll(() => browser.close());

afterEach(async () => {
  await context.close();
  await place.close();
});

async function open(asksConsent: boolean): Promise<void> {
  place = await startExtendedShop({ asksConsent });
  context = await browser.newContext({ userAgent: USER_AGENT });
  page = await context.newPage();
  errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
}

const go = (path: string) => page.goto(`${place.shop.primaryUrl}${path}`);

/** Waits until the door has heard of so many different events; their types, in order. */
async function heard(count: number): Promise<string[]> {
  const events = () => [...new Map(place.door.events().map((event) => [event.id, event])).values()];
  await expect.poll(() => events().length, PATIENCE).toBe(count);
  return events().map(({ type }) => type);
}

/** What of ours the browser keeps. */
const kept = () =>
  page.evaluate(() => {
    const ours = (names: string[]) => names.filter((name) => /trb|tributary/i.test(name));
    return [
      ...ours(document.cookie.split('; ')),
      ...ours(Object.keys(localStorage)),
      ...ours(Object.keys(sessionStorage)),
    ];
  });

/** Looked up in the shop: a page that asks for its cart may be given another one than the embed just was. */
const cartAttributes = async () => {
  const token = (await context.cookies()).find(({ name }) => name === 'cart')?.value;
  const cart = storefrontState(place.shop).carts.get(token ?? '');
  return Object.fromEntries(cart?.attributes ?? []);
};

describe('a shop that asks for consent', () => {
  beforeEach(() => open(true));

  it('sends and stores nothing after a refusal; the cart keeps only the link and the refusal', async () => {
    await go(ARRIVAL);
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect
      .poll(cartAttributes, PATIENCE)
      .toEqual({ _tributary_link: 'jane', _tributary_consent: 'declined' });
    await page.waitForLoadState('networkidle');
    expect(await kept()).toEqual([]);
    expect(place.door.posts).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('sends what happened on the page when it is accepted, and stores the visitor', async () => {
    await go(ARRIVAL);
    await expect.poll(cartAttributes, PATIENCE).toEqual({ _tributary_link: 'jane' });
    expect(await kept()).toEqual([]);
    await page.getByRole('button', { name: 'Accept' }).click();
    expect(await heard(2)).toEqual(['visit', 'product_viewed']);
    const [post] = place.door.posts;
    expect(post).toMatchObject({
      method: 'POST',
      headers: { origin: 'null', 'content-type': 'text/plain' },
      batch: {
        shop: place.shop.domain,
        events: [
          { type: 'visit', url: '/products/clay-reset-wash?utm_source=jane&trb=jane&trc=click-9' },
          { type: 'product_viewed', productId: expect.stringMatching(/^\d+$/) },
        ],
      },
    });
    const visitor = post?.batch.visitor;
    await expect.poll(cartAttributes, PATIENCE).toEqual({
      _tributary_link: 'jane',
      _tributary_click: 'click-9',
      _tributary_visitor: visitor,
    });
    expect(await kept()).toEqual(expect.arrayContaining([`_trb_v=${visitor}`, '_trb_s']));

    await go('/cart#cookie-preferences');
    await page.evaluate(() => window.dispatchEvent(new HashChangeEvent('hashchange')));
    await page.getByRole('button', { name: 'Decline' }).click();
    await expect.poll(kept, PATIENCE).toEqual([]);
    await expect
      .poll(cartAttributes, PATIENCE)
      .toEqual({ _tributary_link: 'jane', _tributary_consent: 'declined' });
    expect(errors).toEqual([]);
  });
});

describe('a shop that asks nobody', () => {
  beforeEach(() => open(false));

  it('tells the whole way from the link to the order', async () => {
    await go(ARRIVAL);
    await heard(2);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await heard(3);
    await page.getByRole('button', { name: 'Check out' }).click();
    await heard(4);
    await page.getByLabel('Email').first().fill('robin@example.com');
    await page.getByLabel('First name').fill('Robin');
    await page.getByLabel('Last name').fill('Example');
    await page.getByRole('button', { name: 'Pay now' }).click();
    await page.getByText('Thank you!').waitFor();
    expect(await heard(5)).toEqual([
      'visit',
      'product_viewed',
      'product_added_to_cart',
      'checkout_started',
      'checkout_completed',
    ]);
    const [order] = [...place.shop.orders.values()];
    const completed = place.door.events().find(({ type }) => type === 'checkout_completed');
    expect(completed).toMatchObject({
      orderId: order?.id.toString(),
      checkoutToken: order?.checkoutToken,
      url: '/checkouts',
    });
    const visitors = new Set(place.door.posts.map(({ batch }) => batch.visitor));
    expect(visitors.size).toBe(1);
    expect(order?.attributes).toContainEqual({ name: '_tributary_link', value: 'jane' });
    expect(order?.attributes).toContainEqual({ name: '_tributary_click', value: 'click-9' });
    expect(order?.attributes).toContainEqual({
      name: '_tributary_visitor',
      value: [...visitors][0],
    });
    expect(errors).toEqual([]);
  });

  it('greets the follower on a landing page, and moves nothing while it does', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.addInitScript(() => {
      Object.assign(window, { shifted: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          Object.assign(window, { shifted: Reflect.get(entry, 'value') });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await go('/pages/jane');
    const greeting = page.getByRole('complementary', { name: 'A greeting from Jane <Doe>' });
    await greeting.getByRole('button', { name: 'Copy the code JANE15' }).click();
    await greeting.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('JANE15');
    expect(await page.evaluate(() => Reflect.get(window, 'shifted'))).toBe(0);
    await expect.poll(cartAttributes, PATIENCE).toMatchObject({ _tributary_link: 'jane' });
    await greeting.getByRole('link', { name: 'Use the code now' }).click();
    expect(page.url()).toContain('/pages/jane');
    expect((await context.cookies()).find(({ name }) => name === 'discount_code')?.value).toBe(
      'JANE15',
    );
  });
});
