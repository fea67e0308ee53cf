import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ExtendedShop, startExtendedShop } from '#test/extensions/extended-shop.ts';
import { StorefrontVisitor, type VisitorOptions } from '../storefront/visitor.ts';

const DAY_MS = 86_400_000;
const LINK = '/products/clay-reset-wash?utm_source=jane&trb=jane&trc=click-9';

let place: ExtendedShop;

beforeEach(async () => {
  place = await startExtendedShop({ asksConsent: true });
});
afterEach(() => place.close());

function visitor(options: Partial<VisitorOptions> = {}): StorefrontVisitor {
  const { standin, shop, world } = place;
  const now = () => world.clock.now();
  return new StorefrontVisitor({ standin: standin.url, shopDomain: shop.domain, now, ...options });
}

function variant(): bigint {
  const id = [...place.shop.products.values()][1]?.variants[0]?.id;
  if (id === undefined) throw new Error('no product');
  return id;
}

async function buy(someone: StorefrontVisitor): Promise<Record<string, string>> {
  await someone.addToCart(variant());
  const { orderId } = await someone.checkout({ email: 'robin@example.com' });
  const order = place.shop.orders.get(orderId);
  return Object.fromEntries((order?.attributes ?? []).map(({ name, value }) => [name, value]));
}

const told = () => place.door.events().map(({ type }) => type);

it('accepts: the pixel tells the whole way, and the order carries link, click and visitor', async () => {
  const someone = visitor({ pixel: 'accept' });
  await someone.go(LINK, { referrer: 'https://www.instagram.com/' });
  const attributes = await buy(someone);
  expect(told()).toEqual([
    'visit',
    'product_viewed',
    'product_added_to_cart',
    'checkout_started',
    'checkout_completed',
  ]);
  const [order] = [...place.shop.orders.values()];
  const events = place.door.events();
  expect(events[0]).toMatchObject({
    url: LINK,
    referrer: 'https://www.instagram.com/',
  });
  expect(events[2]?.url).toBe(LINK);
  expect(events[4]).toMatchObject({
    orderId: order?.id.toString(),
    checkoutToken: order?.checkoutToken,
  });
  expect(attributes).toEqual({
    _tributary_link: 'jane',
    _tributary_click: 'click-9',
    _tributary_visitor: place.door.posts[0]?.batch.visitor,
  });
  expect(place.door.posts[0]?.headers).toMatchObject({ origin: 'null' });
});

it('declines: nothing is told or stored, and the order carries only the link and the refusal', async () => {
  const someone = visitor({ pixel: 'decline' });
  await someone.go(LINK);
  expect(await buy(someone)).toEqual({
    _tributary_link: 'jane',
    _tributary_consent: 'declined',
  });
  expect(told()).toEqual([]);
  expect(someone.cookie('_trb_v')).toBeUndefined();
});

it('accepts late: the first page is lost to the pixel, but not its link to the cart', async () => {
  const someone = visitor({ pixel: 'late' });
  await someone.go(LINK);
  expect(told()).toEqual([]);
  await someone.go('/collections/all');
  expect(place.door.events().map(({ type, url }) => [type, url])).toEqual([
    ['visit', '/collections/all'],
  ]);
  expect(await buy(someone)).toMatchObject({
    _tributary_link: 'jane',
    _tributary_visitor: someone.cookie('_trb_v'),
  });
});

it('changes the mind: what was stored is gone, and nothing more is told', async () => {
  const someone = visitor({ pixel: 'ask' });
  await someone.go(LINK);
  await someone.answerBanner('accept');
  expect(someone.cookie('_trb_v')).toBeDefined();
  await someone.answerBanner('decline');
  expect(someone.cookie('_trb_v')).toBeUndefined();
  const before = told();
  expect(await buy(someone)).toEqual({
    _tributary_link: 'jane',
    _tributary_consent: 'declined',
  });
  expect(told()).toEqual(before);
});

it('blocks the pixel: the embed still gives the order a visitor, once consent is there', async () => {
  place.shop.asksConsent = false;
  const someone = visitor({ pixel: 'off' });
  await someone.go(LINK);
  expect(await buy(someone)).toEqual({
    _tributary_link: 'jane',
    _tributary_click: 'click-9',
    _tributary_visitor: someone.cookie('_trb_v'),
  });
  expect(told()).toEqual([]);
});

it('blocks the embed: the order carries nothing', async () => {
  const someone = visitor({ pixel: 'accept', embed: false });
  await someone.go(LINK);
  expect(await buy(someone)).toEqual({});
});

it.each([
  ['chrome', 6, true],
  ['chrome', 8, true],
  ['safari', 6, true],
  ['safari', 8, false],
  ['instagram', 8, false],
] as const)('in %s is known again after %i days: %s', async (browser, days, isKnown) => {
  const someone = visitor({ pixel: 'accept', browser });
  await someone.go('/');
  const first = someone.cookie('_trb_v');
  someone.closeTab();
  place.world.clock.set(place.world.clock.now() + days * DAY_MS);
  await someone.go('/');
  expect(someone.cookie('_trb_v') === first).toBe(isKnown);
  expect(told()).toEqual(['visit', 'visit']);
});

it('goes on sending what an app that is down did not take', async () => {
  place.door.status = 503;
  const someone = visitor({ pixel: 'accept' });
  await someone.go('/');
  const tries = place.door.posts.length;
  expect(tries).toBeGreaterThan(1);
  place.door.status = 204;
  await someone.go('/collections/all');
  expect(place.door.posts.length).toBe(tries + 1);
  expect(new Set(place.door.events().map(({ id }) => id)).size).toBe(1);
});

it('meets no pixel where the app has none installed or is gone, and no embed where the theme has none', async () => {
  place.shop.asksConsent = false;
  place.shop.webPixel = null;
  place.shop.theme = { visitEmbed: false, landingBlocks: false };
  const someone = visitor({ pixel: 'accept' });
  await someone.go(LINK);
  expect(await buy(someone)).toEqual({});
  expect((await someone.go('/pages/jane')).text).not.toContain('tributary-greeting');
  expect(told()).toEqual([]);
});
