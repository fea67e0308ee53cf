import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startPixel } from '#extensions/tracking-pixel/src/pixel.ts';
import type { Privacy } from '#extensions/tracking-pixel/src/sandbox.ts';
import { pageViewed, productViewed, type Seen } from './customer-events.ts';
import { ALLOWED, ANALYTICS_ONLY, fakeBrowser, fakeDoor, fakePage } from './fake-sandbox.ts';

const DOOR = fakeDoor();

beforeEach(() => {
  vi.useFakeTimers();
  DOOR.posts.length = 0;
  vi.stubGlobal('fetch', DOOR.fetch);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const SHOP = 'https://glowy.example';
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 12, minutes)).toISOString();

/** Opens one page after another in one browser; the ids of the pages that began a visit. */
async function walk(
  pages: readonly (Seen & { sign?: string })[],
  privacy: Privacy = ALLOWED,
): Promise<string[]> {
  const browser = fakeBrowser();
  for (const { sign, ...seen } of pages) {
    const page = fakePage(browser, { privacy, ...(seen.href ? { href: seen.href } : {}) });
    startPixel(page.sandbox);
    page.publish(pageViewed(seen));
    if (sign) page.publish(productViewed({ ...seen, at: sign, id: `${seen.id}-sign` }));
    await vi.advanceTimersByTimeAsync(300);
  }
  return DOOR.events().flatMap(({ type, id }) => (type === 'visit' ? [id] : []));
}

it.each([
  [
    'goes on from page to page of the shop',
    [
      { id: '1', at: at(0), href: `${SHOP}/` },
      { id: '2', at: at(5), href: `${SHOP}/cart`, referrer: `${SHOP}/` },
      { id: '3', at: at(30), href: `${SHOP}/a`, referrer: 'https://glowy.myshopify.com/x' },
    ],
    ['1'],
  ],
  [
    'ends after half an hour without a sign',
    [
      { id: '1', at: at(0) },
      { id: '2', at: at(29) },
      { id: '3', at: at(59) },
    ],
    ['1', '3'],
  ],
  [
    'is kept alive by what happens on the page',
    [
      { id: '1', at: at(0), sign: at(25) },
      { id: '2', at: at(50) },
    ],
    ['1'],
  ],
  [
    'begins anew with a campaign, a click id, another link or another click',
    [
      { id: '1', at: at(0) },
      { id: '2', at: at(1), href: `${SHOP}/?utm_source=jane` },
      { id: '3', at: at(2), href: `${SHOP}/?gclid=1` },
      { id: '4', at: at(3), href: `${SHOP}/?trb=jane&trc=1` },
      { id: '5', at: at(4), href: `${SHOP}/?trb=jane&trc=2` },
    ],
    ['1', '2', '3', '4', '5'],
  ],
  [
    'begins anew from another site, but not when somebody comes back from paying',
    [
      { id: '1', at: at(0) },
      { id: '2', at: at(1), referrer: 'https://www.youtube.com/watch' },
      {
        id: '3',
        at: at(2),
        href: `${SHOP}/checkouts/cn/9/thank-you`,
        referrer: 'https://pay.example/',
      },
    ],
    ['1', '2'],
  ],
  [
    'is the same when its landing page is loaded again, also after others',
    [
      { id: '1', at: at(0), href: `${SHOP}/?utm_source=jane`, referrer: 'https://t.co/x' },
      { id: '2', at: at(1), href: `${SHOP}/?utm_source=jane`, referrer: 'https://t.co/x' },
      { id: '3', at: at(2), href: `${SHOP}/cart`, referrer: `${SHOP}/` },
      { id: '4', at: at(3), href: `${SHOP}/?utm_source=jane`, referrer: 'https://t.co/x' },
    ],
    ['1'],
  ],
  [
    'is not begun by a discount or by the page own parameters',
    [
      { id: '1', at: at(0) },
      { id: '2', at: at(1), href: `${SHOP}/?discount=JANE15&variant=3` },
    ],
    ['1'],
  ],
] as const)('a visit %s', async (_name, pages, expected) => {
  expect(await walk(pages)).toEqual(expected);
});

it('is remembered by the tab where no lasting memory is allowed', async () => {
  const pages = [
    { id: '1', at: at(0) },
    { id: '2', at: at(1) },
  ];
  expect(await walk(pages, ANALYTICS_ONLY)).toEqual(['1']);
});

it('survives nonsense in the storage', async () => {
  const browser = fakeBrowser();
  browser.local.set('_trb_s', '{"at":"x"');
  const page = fakePage(browser);
  startPixel(page.sandbox);
  page.publish(pageViewed({ id: '1' }));
  await vi.advanceTimersByTimeAsync(300);
  expect(DOOR.events().map(({ id }) => id)).toEqual(['1']);
});
