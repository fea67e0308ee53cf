import { beforeAll, describe, expect, it } from 'vitest';
import { putChannelRules } from '#app/db/channel-rule-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { ChannelRule } from '#app/domain/channel-rule.ts';
import { channelRulesView, rulesPreview } from '#app/views/channel-rules-view.server.ts';
import { channelTrial } from '#app/views/channel-trial.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeCampaign } from '#test/factories/campaign.ts';
import { makeCollaboration } from '#test/factories/collaboration.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const NOW = new Date('2026-03-15T16:00:00Z');
const when = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

const podcast: ChannelRule = {
  channel: 'referral',
  conditions: [
    { field: 'source', operator: 'is', value: 'glow' },
    { field: 'landing_path', operator: 'starts_with', value: '/pages/' },
  ],
};
const letters: ChannelRule = {
  channel: 'email',
  conditions: [{ field: 'source', operator: 'contains', value: 'letter' }],
};

let shop: ShopRow;
let slug: string;

beforeAll(async () => {
  shop = await makeShop();
  const influencerId = await makeInfluencer(shop.id, { name: 'Sarah' });
  const campaignId = await makeCampaign(shop.id);
  const collaborationId = await makeCollaboration(shop.id, { influencerId, campaignId });
  const link = await prisma().trackingLink.findFirstOrThrow({ where: { shopId: shop.id } });
  slug = link.slug;
  const order = async (days: number, channel: ChannelRule['channel'], data: object) => {
    const orderId = await makeOrder(shop, {
      at: when(days),
      netMinor: 100n,
      touches: [{ kind: 'landing', channel }],
    });
    await prisma().touchpoint.updateMany({ where: { orderId }, data });
  };
  await order(1, 'unassigned', { utmSource: 'glow', landingPath: '/pages/podcast' });
  await order(2, 'unassigned', { utmSource: 'Glow ', landingPath: '/pages/x' });
  await order(3, 'unassigned', { utmSource: 'glow', landingPath: '/' });
  await order(4, 'email', { utmSource: 'newsletter', landingPath: '/' });
  await order(100, 'unassigned', { utmSource: 'glow', landingPath: '/pages/podcast' });
  await makeOrder(shop, {
    at: when(1),
    netMinor: 100n,
    touches: [{ influencerId, collaborationId, kind: 'landing' }],
  });
  await putChannelRules(prisma(), shop.id, [letters]);
  await prisma().touchRebuild.create({ data: { shopId: shop.id, orderId: 1n } });
});

it('shows the rules in their order, and what is still to be worked out', async () => {
  expect(await channelRulesView(shop)).toEqual({ rules: [letters], beingRebuilt: 1 });
  expect(await channelRulesView(await makeShop())).toEqual({ rules: [], beingRebuilt: 0 });
});

describe('the preview of other rules', () => {
  it('counts the orders of 90 days whose visits would move', async () => {
    expect(await rulesPreview(shop, [letters, podcast], NOW)).toEqual({
      orders: 4,
      changed: 2,
      moves: [{ from: 'Unassigned', to: 'Referral', visits: 2 }],
    });
  });

  it('sends what a removed rule had taken back to its group', async () => {
    const { moves } = await rulesPreview(shop, [], NOW);
    expect(moves).toEqual([{ from: 'E-mail', to: 'Unassigned', visits: 1 }]);
  });

  it('finds nothing where nothing changes', async () => {
    expect((await rulesPreview(shop, [letters], NOW)).changed).toBe(0);
  });
});

describe('trying a visit', () => {
  const tried = (address: string, referrer = '', rules = [letters, podcast]) =>
    channelTrial(shop, rules, { address, referrer });

  it.each([
    ['https://shop.example/pages/p?utm_source=GLOW', 'Referral', /rule 2/],
    ['shop.example/pages/p?utm_source=glow', 'Referral', /rule 2/],
    ['/pages/p?utm_source=glow&utm_campaign=x', 'Referral', /rule 2/],
    ['?utm_source=my-letter', 'E-mail', /rule 1/],
    ['/?utm_source=glow', 'Unassigned', /standard groups/],
    ['/?gclid=1', 'Paid search', /standard groups/],
    ['', 'Direct', /standard groups/],
  ])('%s is %s', async (address, channel, because) => {
    const found = await tried(address);
    expect(found.channel).toBe(channel);
    expect(found.because).toMatch(because);
  });

  it('goes by the referrer, but not by the shop’s own', async () => {
    expect((await tried('/', 'https://www.instagram.com/x')).channel).toBe('Organic social');
    const own = await tried('/', shop.domain);
    expect(own).toMatchObject({ channel: 'Direct' });
    expect(own.because).toMatch(/own shop/);
  });

  it('knows an influencer before every rule', async () => {
    const all: ChannelRule = {
      channel: 'sms',
      conditions: [{ field: 'source', operator: 'is_not', value: 'x' }],
    };
    const found = await tried(`/?utm_source=glow&trb=${slug}`, '', [all]);
    expect(found).toMatchObject({ channel: 'Influencer' });
    expect(found.because).toContain('Sarah');
    expect(found.read).toContainEqual({ term: 'Link id', description: slug });
  });

  it.each(['\0', '/%00', '/\ud800?utm_source=\ud800', '////', 'a b c'])(
    'answers %j without a fault',
    async (address) => {
      expect((await tried(address, address)).channel).toEqual(expect.any(String));
    },
  );
});
