import { expect, it } from 'vitest';
import type { CollaborationView } from '#app/views/collaboration-view.server.ts';
import { eventually } from './eventually.ts';
import { openHouse } from './open-house.ts';

const open = openHouse();

const CLICKS = 1_000;
const AT_ONCE = 50;
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 Instagram 357.0.0.26.96 (iPhone16,1; iOS 18_1; en_US; scale=3.00; 1179x2556)';
/** A fifth of all: crawlers, what draws a link's preview, browsers that load ahead, and scripts. */
const ROBOTS: readonly Record<string, string>[] = [
  { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
  { 'user-agent': 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)' },
  { 'user-agent': PHONE, 'sec-purpose': 'prefetch;prerender' },
  { 'user-agent': 'curl/8.5.0' },
];

it('counts every person of a storm once, and no robot', async () => {
  const glowy = await open.openShop();
  const { id } = await glowy.work.startOne({ influencer: { name: 'Jane Doe' } });
  const { link } = await glowy.work.collaboration(id);
  const address = link?.appAddress ?? '';
  const clickIds = new Set<string>();

  const follow = async (place: number) => {
    const robot = place % 5 === 0 ? ROBOTS[(place / 5) % ROBOTS.length] : undefined;
    const headers = robot ?? { 'user-agent': PHONE };
    const response = await fetch(address, { headers, redirect: 'manual' });
    expect(response.status).toBe(302);
    const to = new URL(response.headers.get('location') ?? '');
    expect(to.hostname).toBe(glowy.shop.domain);
    clickIds.add(to.searchParams.get('trc') ?? '');
  };
  for (let from = 0; from < CLICKS; from += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, place) => follow(from + place)));
  }

  // Everybody who was sent on with an id is stored, whoever it was.
  expect(clickIds.size).toBe(CLICKS);
  const stored = await open.stored<{ click_id: string }>('select click_id from link_click');
  expect(new Set(stored.map(({ click_id }) => click_id))).toEqual(clickIds);
  const seen = await eventually(
    () => glowy.work.collaboration(id),
    (view: CollaborationView) => view.link?.clicks.people === CLICKS * 0.8,
  );
  expect(seen.link?.clicks.people).toBe(800);
});
