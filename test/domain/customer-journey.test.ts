import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstAskAt,
  type JourneyVisit,
  momentsOf,
  nextAskAt,
} from '#app/domain/customer-journey.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const NO_UTM = { source: null, medium: null, campaign: null, content: null, term: null };

function ago(ms: number): Date {
  return new Date(NOW.getTime() - ms);
}

const DAY_MS = 86_400_000;

describe('firstAskAt', () => {
  it.each([
    ['an order of now', 0, 60_000],
    ['one of twenty seconds ago', 20_000, 40_000],
    ['one whose clock runs before ours', -3_600_000, 60_000],
    ['one of last week', 7 * DAY_MS, 0],
    ['one of sixty days ago', 60 * DAY_MS, 0],
  ])('%s', (_, age, wait) => {
    const askAt = firstAskAt({ sourceName: 'web', processedAt: ago(age) }, NOW);
    expect(askAt?.getTime()).toBe(NOW.getTime() + wait);
  });

  it.each([
    ['pos', 0],
    ['shopify_draft_order', 0],
    ['web', 60 * DAY_MS + 1],
  ])('never asks for %s of %i ms ago', (sourceName, age) => {
    expect(firstAskAt({ sourceName, processedAt: ago(age) }, NOW)).toBeNull();
  });

  it.each([null, 'shop', '580111'])('asks for %s, of which nothing is known', (sourceName) => {
    expect(firstAskAt({ sourceName, processedAt: NOW }, NOW)).not.toBeNull();
  });
});

it('asks again later each time, and gives up after five', () => {
  const waits = [1, 2, 3, 4, 5, 6].map((attempts) => {
    const at = nextAskAt(attempts, NOW);
    return at && (at.getTime() - NOW.getTime()) / 60_000;
  });
  expect(waits).toEqual([5, 30, 120, 720, 1440, null]);
});

function visit(given: Partial<JourneyVisit>): JourneyVisit {
  return {
    id: 'gid://shopify/CustomerVisit/1',
    occurredAt: ago(DAY_MS),
    landingPage: null,
    referrerUrl: null,
    utm: NO_UTM,
    ...given,
  };
}

describe('momentsOf', () => {
  it.each([
    ['https://glowy.example/', '/'],
    [
      'https://glowy.example/pages/jane?utm_source=jane&trb=abc&variant=9&email=me%40x.example#top',
      '/pages/jane?utm_source=jane&trb=abc',
    ],
    ['https://glowy.example/account/login?gclid=1', '/account?gclid=1'],
    ['/products/serum?fbclid=2&q=secret', '/products/serum?fbclid=2'],
    ['no page', null],
  ])('keeps of the landing page %s what tells where it came from', (landingPage, kept) => {
    expect(momentsOf([visit({ landingPage })], NOW)[0]?.landingPage).toBe(kept);
  });

  it.each([
    ['https://www.instagram.com/p/1/?igsh=secret#x', 'https://www.instagram.com/p/1/'],
    ['android-app://com.google.android.gm', 'android-app://com.google.android.gm'],
    ['mailto:me@x.example', null],
  ])('keeps of the referrer %s where it was', (referrerUrl, kept) => {
    expect(momentsOf([visit({ referrerUrl })], NOW)[0]?.referrerUrl).toBe(kept);
  });

  it('tells each visit once, by time, and none of after the order', () => {
    const visits = [ago(1), ago(2 * DAY_MS), NOW, ago(-1), ago(2 * DAY_MS)].map((occurredAt, n) =>
      visit({ id: `${n % 4}`, occurredAt }),
    );
    const times = momentsOf([...visits, visit({ id: '2', occurredAt: NOW })], NOW).map(
      ({ momentId, occurredAt }) => [momentId, NOW.getTime() - occurredAt.getTime()],
    );
    expect(times).toEqual([
      ['0', 2 * DAY_MS],
      ['1', 2 * DAY_MS],
      ['2', 0],
    ]);
  });

  it('reads any address', () => {
    fc.assert(
      fc.property(fc.string(), fc.webUrl({ withQueryParameters: true }), (text, url) => {
        for (const landingPage of [text, url]) {
          const [moment] = momentsOf([visit({ landingPage, referrerUrl: landingPage })], NOW);
          expect(moment?.landingPage ?? '/').toMatch(/^\//);
          expect(moment?.referrerUrl ?? '').not.toMatch(/[?#]/);
        }
      }),
    );
  });
});
