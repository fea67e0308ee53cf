import { beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { deliver } from '#test/doors/deliver.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage, settle } from './local-shop.ts';
import { orderBody } from './order-body.ts';

freshDatabase();

type Jane = Awaited<ReturnType<typeof engage>>;
let shop: ShopRow;
let jane: Jane;
let lastId = 100;

beforeAll(async () => {
  shop = await makeShop({ domain: 'own.myshopify.com', primaryUrl: 'https://own.example' });
  jane = await engage(shop.id, 'JANE15');
});

async function touchesOf(fields: Record<string, unknown>) {
  lastId += 1;
  const id = String(lastId);
  await deliver({
    topic: 'orders/create',
    body: JSON.stringify(orderBody({ id, ...fields })),
    shop: shop.domain,
  });
  await settle(shop.id);
  const touches = await prisma().touchpoint.findMany({
    where: { shopId: shop.id, orderId: BigInt(id) },
    orderBy: { sourceKey: 'asc' },
  });
  return touches.map(({ sourceKey, ...touch }) => ({
    key: sourceKey.slice(`order:${id}:`.length),
    ...touch,
  }));
}

type Expected = { key: string; channel: string; evidence: string; hers: boolean };

const nothing: Expected = { key: 'none', channel: 'unassigned', evidence: 'none', hers: false };
const landing = (channel: string, evidence: string, hers = false): Expected[] => [
  { key: 'landing', channel, evidence, hers },
];
const code = (place: number): Expected => ({
  key: `code:${place}`,
  channel: 'influencer',
  evidence: 'code',
  hers: true,
});
const codes = (...names: string[]) => ({
  discount_codes: names.map((name) => ({ code: name, amount: '1.00', type: 'percentage' })),
});

const CASES: [string, (her: Jane) => Record<string, unknown>, Expected[]][] = [
  ['nothing at all', () => ({}), [nothing]],
  ['her code in any spelling', () => codes(' jane15 '), [code(0)]],
  ["somebody else's code", () => codes('WELCOME'), [nothing]],
  ['two codes of which one is hers', () => codes('WELCOME', 'Jane15'), [code(1)]],
  ['her code twice', () => codes('JANE15', 'jane15'), [code(0)]],
  [
    'her code for shipping, among the applications only',
    () => ({
      ...codes('WELCOME'),
      discount_applications: [
        { type: 'discount_code', code: 'WELCOME', target_type: 'line_item' },
        { type: 'automatic', title: 'JANE15' },
        { type: 'discount_code', code: 'Jane15', target_type: 'shipping_line' },
      ],
    }),
    [code(1)],
  ],
  [
    'her link',
    ({ linkSlug }) => ({ landing_site: `/products/x?utm_source=other&trb=${linkSlug}` }),
    landing('influencer', 'link_id', true),
  ],
  ['an unknown link', () => ({ landing_site: '/?trb=nobody' }), landing('direct', 'none')],
  [
    'her page',
    ({ handle }) => ({ landing_site: `/pages/${handle}` }),
    landing('influencer', 'landing_page', true),
  ],
  [
    'her page in another language, by the whole address',
    ({ handle }) => ({ landing_site: `https://own.example/fr-CA/pages/${handle}/?x=1` }),
    landing('influencer', 'landing_page', true),
  ],
  [
    'the short way to her page',
    ({ handle }) => ({ landing_site: `/${handle.toUpperCase()}#top` }),
    landing('influencer', 'landing_page', true),
  ],
  [
    'her name and campaign in the UTM parameters',
    ({ slug, utmCampaign }) => ({
      landing_site: `/?utm_source=${slug}&utm_medium=Influencer&utm_campaign=${utmCampaign}`,
    }),
    landing('influencer', 'utm', true),
  ],
  [
    'her name under another medium',
    ({ slug }) => ({ landing_site: `/?utm_source=${slug}&utm_medium=email` }),
    landing('email', 'utm'),
  ],
  ['a paid click', () => ({ landing_site: '/?gclid=abc' }), landing('paid_search', 'click_id')],
  [
    'a referrer',
    () => ({ landing_site: '/', referring_site: 'https://www.instagram.com/' }),
    landing('organic_social', 'referrer'),
  ],
  [
    'a referrer without a landing',
    () => ({ referring_site: 'blog.example/post' }),
    landing('referral', 'referrer'),
  ],
  [
    'a landing and nothing else',
    () => ({ landing_site: '/products/x' }),
    landing('direct', 'none'),
  ],
  [
    'the shop itself as referrer',
    () => ({ landing_site: '/cart', referring_site: 'https://own.example/products' }),
    [nothing],
  ],
  [
    'a payment page as referrer',
    () => ({ landing_site: '/', referring_site: 'https://www.paypal.com/checkout' }),
    [nothing],
  ],
  [
    'the shop itself as referrer of her link',
    ({ linkSlug }) => ({
      landing_site: `/?trb=${linkSlug}`,
      referring_site: 'https://own.myshopify.com/',
    }),
    landing('influencer', 'link_id', true),
  ],
  [
    'a malformed landing site',
    () => ({ landing_site: '//%%%?utm_source=%E0%A4%A&utm_medium=%ff' }),
    landing('unassigned', 'utm'),
  ],
];

describe('touchpoints', () => {
  it.each(CASES)('come from %s', async (_name, fields, expected) => {
    const touches = await touchesOf(fields(jane));
    expect(
      touches.map(({ key, channel, evidence, influencerId, collaborationId }) => ({
        key,
        channel,
        evidence,
        hers: influencerId === jane.influencerId && collaborationId === jane.collaborationId,
      })),
    ).toEqual(expected);
  });

  it('know the influencer by UTM even where the campaign is nobody’s', async () => {
    const [touch] = await touchesOf({
      landing_site: `/?utm_source=${jane.slug}&utm_medium=influencer&utm_campaign=other`,
    });
    expect(touch).toMatchObject({ influencerId: jane.influencerId, collaborationId: null });
  });

  it('keep their number, and vanish with their evidence', async () => {
    const id = '9001';
    const tell = async (second: number, fields: Record<string, unknown>) => {
      const updated_at = `2026-11-02T00:00:0${second}Z`;
      const body = JSON.stringify(orderBody({ id, updated_at, ...fields }));
      await deliver({ topic: 'orders/updated', body, shop: shop.domain });
      await settle(shop.id);
      return prisma().touchpoint.findMany({
        where: { shopId: shop.id, orderId: BigInt(id) },
        orderBy: { sourceKey: 'asc' },
      });
    };
    const before = await tell(1, { ...codes('JANE15'), landing_site: '/' });
    const after = await tell(2, { landing_site: '/' });
    expect(before.map(({ evidence }) => evidence)).toEqual(['code', 'none']);
    expect(after.map(({ touchpointId }) => touchpointId)).toEqual([before[1]?.touchpointId]);
    const credit = await prisma().credit.findMany({
      where: { shopId: shop.id, orderId: BigInt(id) },
    });
    expect(credit).toHaveLength(1);
  });
});
