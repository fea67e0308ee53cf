import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPixel } from '#extensions/tracking-pixel/src/pixel.ts';
import {
  checkoutCompleted,
  checkoutStarted,
  customerEvent,
  pageViewed,
  productAddedToCart,
  productViewed,
} from './customer-events.ts';
import {
  ALLOWED,
  ANALYTICS_ONLY,
  type FakeBrowser,
  fakeBrowser,
  fakeDoor,
  fakePage,
  NOTHING,
  SETTINGS,
} from './fake-sandbox.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let browser: FakeBrowser;
let door: ReturnType<typeof fakeDoor>;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T12:00:01Z') });
  browser = fakeBrowser();
  door = fakeDoor();
  vi.stubGlobal('fetch', door.fetch);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(options: Parameters<typeof fakePage>[1] = {}) {
  const page = fakePage(browser, options);
  startPixel(page.sandbox);
  return page;
}

const aMoment = () => vi.advanceTimersByTimeAsync(300);

describe('what is told', () => {
  it('tells a visit, a product, a cart and a checkout, and nothing about the person', async () => {
    const page = open();
    const href = 'https://glowy.example/products/dew?utm_source=jane&variant=1&trb=jane&trc=k9';
    page.publish(
      pageViewed({ href, referrer: 'https://www.instagram.com/jane/?igsh=1', id: 'e1' }),
      productViewed({ href, id: 'e2' }),
      productAddedToCart({ href, id: 'e3' }),
      checkoutStarted({ id: 'e4' }),
      checkoutCompleted({ id: 'e5' }),
    );
    await aMoment();
    const at = '2026-11-21T12:00:00.000Z';
    const url = '/products/dew?utm_source=jane&trb=jane&trc=k9';
    const checkout = {
      at,
      url: '/checkouts',
      referrer: null,
      checkoutToken: 'a1b2c3d4',
      codes: ['JANE15'],
    };
    expect(door.events()).toEqual([
      { id: 'e1', type: 'visit', at, url, referrer: 'https://www.instagram.com/jane/' },
      { id: 'e2', type: 'product_viewed', at, url, referrer: null, productId: '8001' },
      { id: 'e3', type: 'product_added_to_cart', at, url, referrer: null, productId: '8001' },
      { id: 'e4', type: 'checkout_started', ...checkout },
      { id: 'e5', type: 'checkout_completed', ...checkout, orderId: '820982911946154508' },
    ]);
    expect(JSON.stringify(door.posts)).not.toMatch(/robin|Sample Street|5555|secret/i);
  });

  it('posts plain text that outlives the page, with the visitor it set a cookie for', async () => {
    open().publish(pageViewed());
    await aMoment();
    const visitor = browser.cookies.get('_trb_v');
    expect(visitor).toMatch(UUID);
    expect(browser.cookieLines.at(-1)).toBe(
      `_trb_v=${visitor}; Path=/; Max-Age=15552000; SameSite=Lax; Secure`,
    );
    expect(door.posts).toMatchObject([
      {
        url: SETTINGS.collectUrl,
        init: { method: 'POST', keepalive: true, headers: { 'content-type': 'text/plain' } },
        batch: { v: 1, shop: 'glowy.myshopify.com', visitor, sentAt: '2026-11-21T12:00:01.050Z' },
      },
    ]);
  });

  it('knows the browser again on the next page, and where it takes no cookies', async () => {
    browser.takesCookies = false;
    open().publish(pageViewed());
    await aMoment();
    open().publish(pageViewed({ href: 'https://glowy.example/?utm_source=x' }));
    await aMoment();
    const visitors = door.posts.map(({ batch }) => batch.visitor);
    expect(visitors).toEqual([browser.local.get('_trb_v'), browser.local.get('_trb_v')]);
    expect(visitors[0]).toMatch(UUID);
  });

  it('replaces a cookie that somebody wrote nonsense into', async () => {
    browser.cookies.set('_trb_v', '<script>');
    open().publish(pageViewed());
    await aMoment();
    expect(door.posts[0]?.batch.visitor).toMatch(UUID);
  });

  it('takes the shop from the page where the account is not set, and is still without an address', async () => {
    open({ settings: { collectUrl: SETTINGS.collectUrl } }).publish(pageViewed());
    open({ settings: { accountId: SETTINGS.accountId } }).publish(pageViewed());
    open({ settings: { ...SETTINGS, collectUrl: 'javascript:1' } }).publish(pageViewed());
    await aMoment();
    expect(door.posts.map(({ batch }) => batch.shop)).toEqual(['glowy.myshopify.com']);
  });
});

describe('consent', () => {
  it('before it: nothing is looked at, kept or sent', async () => {
    open({ privacy: NOTHING }).publish(pageViewed(), productViewed());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(door.posts).toEqual([]);
    expect(browser.touches).toBe(0);
  });

  it('given later on the page: sends what happened before', async () => {
    const page = open({ privacy: NOTHING });
    page.publish(pageViewed({ id: 'e1' }), productViewed({ id: 'e2' }));
    await aMoment();
    page.decide(ALLOWED);
    await aMoment();
    page.publish(productAddedToCart({ id: 'e3' }));
    await aMoment();
    expect(door.events().map(({ id }) => id)).toEqual(['e1', 'e2', 'e3']);
    expect(door.posts[0]?.batch.visitor).toMatch(UUID);
  });

  it('refused: forgets what happened, and what happens later, even when it is given in the end', async () => {
    const page = open({ privacy: NOTHING });
    page.publish(pageViewed());
    page.decide(NOTHING);
    page.publish(productViewed());
    page.decide(ALLOWED);
    page.publish(productAddedToCart({ id: 'after' }));
    await aMoment();
    expect(door.events().map(({ id }) => id)).toEqual(['after']);
  });

  it('taken back: stops at once and clears everything that was stored', async () => {
    door.answer = 'broken';
    const page = open();
    page.publish(pageViewed());
    await aMoment();
    expect([browser.cookies.size, browser.local.size, browser.session.size]).toEqual([1, 1, 1]);
    page.publish(productViewed());
    page.decide(NOTHING);
    await aMoment();
    const tried = door.posts.length;
    page.publish(productViewed());
    await vi.advanceTimersByTimeAsync(120_000);
    expect(door.posts).toHaveLength(tried);
    expect([browser.cookies.size, browser.local.size, browser.session.size]).toEqual([0, 0, 0]);
  });

  it('for analytics alone: counts without a lasting id, in this tab only', async () => {
    open({ privacy: ANALYTICS_ONLY }).publish(pageViewed());
    await aMoment();
    expect(door.posts.map(({ batch }) => batch.visitor)).toEqual([null]);
    expect([browser.cookieLines.length, browser.local.size]).toEqual([0, 0]);
    expect([...browser.session.keys()]).toEqual(['_trb_s']);
  });

  it('narrowed to analytics: forgets the id and goes on without it', async () => {
    const page = open();
    page.publish(pageViewed());
    await aMoment();
    page.decide(ANALYTICS_ONLY);
    page.publish(productViewed());
    await aMoment();
    expect(door.posts.map(({ batch }) => batch.visitor === null)).toEqual([false, true]);
    expect([browser.cookies.size, browser.local.size]).toEqual([0, 0]);
  });

  it('for marketing alone is none', async () => {
    const privacy = { analyticsProcessingAllowed: false, marketingAllowed: true };
    open({ privacy }).publish(pageViewed());
    await aMoment();
    expect(browser.touches + door.posts.length).toBe(0);
  });
});

describe('the shop', () => {
  it('never sees an error, whatever comes', async () => {
    browser.takesStorage = false;
    browser.takesCookies = false;
    door.answer = 'broken';
    const page = open();
    page.publish(
      customerEvent('page_viewed', undefined, { at: 'not a time' }),
      customerEvent('product_viewed', { productVariant: null }),
      customerEvent('checkout_completed', { checkout: { discountApplications: 'x', order: 7 } }),
      { id: 'bare', name: 'product_viewed' } as never,
    );
    await vi.advanceTimersByTimeAsync(120_000);
    expect(door.posts[0]?.batch.events.map(({ type }) => type)).toEqual([
      'visit',
      'product_viewed',
      'checkout_completed',
    ]);
  });
});
