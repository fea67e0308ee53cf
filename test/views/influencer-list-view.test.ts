import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { influencerListCsv, influencerListView } from '#app/views/influencer-list-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeCampaign } from '#test/factories/campaign.ts';
import { makeCollaboration } from '#test/factories/collaboration.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const NOW = new Date('2026-03-15T16:00:00Z');
let shop: ShopRow;
let other: ShopRow;

beforeAll(async () => {
  shop = await makeShop();
  other = await makeShop();
  const campaignId = await makeCampaign(shop.id);
  const sarah = await makeInfluencer(shop.id, {
    name: 'Sarah 100% real_one',
    email: 'sarah@example.com',
    followers: 10_000,
  });
  await makeInfluencer(shop.id, { name: '=HYPERLINK("http://x")', followers: 9_999 });
  await makeInfluencer(shop.id, {
    name: 'Zoë',
    niche: 'Skin care',
    status: 'paused',
    platforms: [
      { platform: 'youtube', handle: 'zoetube', followers: 2_000_000, url: null },
      { platform: 'tiktok', handle: 'zoe', followers: 500, url: null },
    ],
  });
  await makeInfluencer(other.id, { name: 'Sarah of the other shop' });
  const collaborationId = await makeCollaboration(shop.id, { influencerId: sarah, campaignId });
  const touches = [{ influencerId: sarah, collaborationId }];
  const credited = { touches, newCustomer: true };
  await makeOrder(shop, { ...credited, at: new Date('2026-03-10T12:00:00Z'), netMinor: 12_345n });
  await makeOrder(shop, { ...credited, at: new Date('2026-02-10T12:00:00Z'), netMinor: 777n });
});

const names = async (params: Record<string, string>, of = shop) =>
  (await influencerListView(of, new URLSearchParams(params), NOW)).rows.map(({ name }) => name);

it('shows tier, active collaborations and the revenue of the last 30 days', async () => {
  const { rows, page } = await influencerListView(shop, new URLSearchParams({ q: 'sarah' }), NOW);
  expect(rows).toMatchObject([
    { tier: 'micro', activeCollaborations: 1, revenue: { amount: '123.45', currency: 'USD' } },
  ]);
  expect(page.text).toBe('1–1 of 1');
});

it.each([
  ['a name, whatever its case', { q: 'ZOË' }, ['Zoë']],
  ['a handle with its @', { q: '@zoetube' }, ['Zoë']],
  ['a niche', { q: 'skin' }, ['Zoë']],
  ['an e-mail address', { q: 'sarah@' }, ['Sarah 100% real_one']],
  ['wildcards as what they are', { q: '100%' }, ['Sarah 100% real_one']],
  ['an underscore as what it is', { q: 'l_o' }, ['Sarah 100% real_one']],
  ['nothing', { q: "'; drop table influencer; --" }, []],
  ['a status', { status: 'paused' }, ['Zoë']],
  ['a tier by its edges', { tier: 'nano' }, ['=HYPERLINK("http://x")']],
  ['two tiers', { tier: 'micro,mega' }, ['Sarah 100% real_one', 'Zoë']],
  ['a platform', { platform: 'tiktok' }, ['Zoë']],
  ['several filters at once', { platform: 'tiktok', status: 'active' }, []],
  [
    'all where a filter is unknown',
    { tier: 'giant', sort: 'followers', dir: 'asc' },
    ['=HYPERLINK("http://x")', 'Sarah 100% real_one', 'Zoë'],
  ],
])('finds %s', async (_what, params, expected) => {
  expect(await names(params as Record<string, string>)).toEqual(expected);
});

it('sorts by revenue and keeps to its own shop', async () => {
  expect((await names({ sort: 'revenue' }))[0]).toBe('Sarah 100% real_one');
  expect(await names({}, other)).toEqual(['Sarah of the other shop']);
});

it('turns pages without losing or doubling anybody', async () => {
  const many = await makeShop();
  await Promise.all(Array.from({ length: 120 }, () => makeInfluencer(many.id, { followers: 5 })));
  const seen: string[] = [];
  for (const page of ['1', '2', '3']) {
    const view = await influencerListView(
      many,
      new URLSearchParams({ page, sort: 'followers' }),
      NOW,
    );
    expect(view.page.hasNext).toBe(page !== '3');
    seen.push(...view.rows.map(({ id }) => id));
  }
  expect(new Set(seen).size).toBe(120);
  expect(seen).toHaveLength(120);
  expect(await prisma().influencer.count({ where: { shopId: many.id } })).toBe(120);
});

it('writes a file that a spreadsheet does not run', async () => {
  const rows: string[][] = parse(await influencerListCsv(shop, new URLSearchParams(), NOW));
  expect(rows).toHaveLength(4);
  expect(rows.map(([name]) => name)).toContain('\'=HYPERLINK("http://x")');
  expect(rows.find(([name]) => name === 'Zoë')?.[5]).toBe('YouTube @zoetube; TikTok @zoe');
});
