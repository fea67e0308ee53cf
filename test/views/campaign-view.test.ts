import { beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { campaignListView } from '#app/views/campaign-list-view.server.ts';
import { campaignView } from '#app/views/campaign-view.server.ts';
import { codePreview, templatePreview } from '#app/views/code-preview-view.server.ts';
import { collaborationView } from '#app/views/collaboration-view.server.ts';
import { influencerView } from '#app/views/influencer-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeCampaign } from '#test/factories/campaign.ts';
import { FIFTEEN_PERCENT, makeCollaboration, makeCost } from '#test/factories/collaboration.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const NOW = new Date('2026-03-15T16:00:00Z');
const NO_PARAMS = new URLSearchParams();
let shop: ShopRow;
let other: ShopRow;
let campaignId: string;
let sarahId: string;
let sarahs: string;
let mias: string;

beforeAll(async () => {
  shop = await makeShop();
  other = await makeShop();
  campaignId = await makeCampaign(shop.id, {
    name: 'Spring',
    budgetMinor: 10_000n,
    targetCpaMinor: 2_000n,
    targetRoasHundredths: 200,
  });
  const elsewhere = await makeCampaign(shop.id, { startsOn: new Date('2026-04-01') });
  sarahId = await makeInfluencer(shop.id, { name: 'Sarah' });
  const miaId = await makeInfluencer(shop.id, { name: 'Mia' });
  sarahs = await makeCollaboration(shop.id, { influencerId: sarahId, campaignId, code: 'SARAH15' });
  mias = await makeCollaboration(shop.id, { influencerId: miaId, campaignId, state: 'intended' });
  const later = await makeCollaboration(shop.id, { influencerId: sarahId, campaignId: elsewhere });
  const sarah = { influencerId: sarahId, collaborationId: sarahs };
  const mia = { influencerId: miaId, collaborationId: mias };
  const at = new Date('2026-03-10T12:00:00Z');
  await makeOrder(shop, { at, netMinor: 9_000n, touches: [sarah, mia], name: '#1001' });
  await makeOrder(shop, { at, netMinor: 3_000n, touches: [sarah], name: '#1002' });
  await makeOrder(shop, {
    at,
    netMinor: 50_000n,
    touches: [{ influencerId: sarahId, collaborationId: later }],
  });
  await makeCost(shop.id, { collaborationId: sarahs, day: '2026-02-01', minor: 6_000n });
  await makeCost(shop.id, { collaborationId: mias, day: '2026-02-02', minor: 1_000n });
});

describe('a campaign', () => {
  it('adds up its own collaborations over all time', async () => {
    const view = await campaignView(
      shop,
      campaignId,
      new URLSearchParams({ model: 'linear' }),
      NOW,
    );
    expect(view.sums).toMatchObject({
      revenue: { amount: '120.00' },
      cost: { amount: '70.00' },
      roas: '1.71×',
      orders: 2,
      cpa: { amount: '35.00' },
    });
    const parts = view.collaborations.map(({ influencer, sums }) => [
      influencer.name,
      sums.revenue.amount,
      sums.orders,
    ]);
    expect(parts).toEqual([
      ['Mia', '45.00', 1],
      ['Sarah', '75.00', 2],
    ]);
  });

  it('measures its budget and targets without rounding', async () => {
    const view = await campaignView(
      shop,
      campaignId,
      new URLSearchParams({ model: 'linear' }),
      NOW,
    );
    expect(view.budget).toMatchObject({ usedText: '70%', usedPercent: 70, isOver: false });
    expect(view.budget?.left.amount).toBe('30.00');
    expect(view.targets).toEqual([
      { what: 'cpa', target: { amount: '20.00', currency: 'USD' }, met: false },
      { what: 'roas', target: '2.00×', met: false },
    ]);
  });

  it('says how far its codes and pages are made', async () => {
    const view = await campaignView(shop, campaignId, NO_PARAMS, NOW);
    expect(view.progress).toEqual({ done: 3, total: 6 });
    const hers = { shopId: shop.id, collaborationId: mias };
    // All is made, and the collaboration is about to become active: still under way.
    await prisma().shopifyObject.updateMany({ where: hers, data: { state: 'live' } });
    const nearly = await campaignView(shop, campaignId, NO_PARAMS, NOW);
    expect(nearly.progress).toEqual({ done: 6, total: 6 });
    await prisma().shopifyObject.updateMany({
      where: { ...hers, kind: 'discount' },
      data: { state: 'failed', errorMessage: 'No.' },
    });
    const after = await campaignView(shop, campaignId, NO_PARAMS, NOW);
    expect(after.progress).toBeNull();
    expect(after.collaborations[0]).toMatchObject({ needsRepair: true });
    expect(after.collaborations[0]?.objects[0]).toMatchObject({ state: 'failed', problem: 'No.' });
  });

  it('is in the list with the same figures and where it stands', async () => {
    const { rows } = await campaignListView(shop, NOW);
    expect(rows.map(({ status }) => status)).toEqual(['scheduled', 'running']);
    const whole = await campaignView(shop, campaignId, NO_PARAMS, NOW);
    expect(rows[1]).toMatchObject({
      revenue: whole.sums.revenue,
      cost: whole.sums.cost,
      orders: whole.sums.orders,
      collaborations: 2,
    });
  });

  it.each([
    ['another shop', () => other],
    ['nobody', () => shop],
  ])('is not found by %s', async (who, from) => {
    const id = who === 'nobody' ? '00000000-0000-4000-8000-000000000000' : campaignId;
    await expect(campaignView(from(), id, NO_PARAMS)).rejects.toMatchObject({ code: 'not_found' });
    await expect(campaignView(from(), 'x', NO_PARAMS)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a collaboration', () => {
  it('hands out links that carry the parameters and the id', async () => {
    const view = await collaborationView(shop, sarahs, NO_PARAMS, NOW);
    const mark = sarahs.slice(-8);
    const tagged = `${shop.primaryUrl}/pages/page-${mark}?utm_source=her-${mark}&utm_medium=influencer&utm_campaign=spring&trb=${mark}`;
    expect(view.links.tracking).toBe(`${shop.primaryUrl}/apps/tributary/${mark}`);
    expect(view.links.tagged).toBe(tagged);
    const discount = new URL(view.links.discount[0]?.url ?? '');
    expect(discount.pathname).toBe('/discount/SARAH15');
    expect(discount.searchParams.get('trb')).toBe(mark);
    expect(shop.primaryUrl + discount.searchParams.get('redirect')).toBe(tagged);
    expect(view.offer).toMatchObject({ kind: 'percentage', percent: '15%' });
    expect(view.orders.map(({ name }) => name)).toEqual(['#1002', '#1001']);
  });

  it('shows offers of any kind', async () => {
    const influencerId = await makeInfluencer(shop.id);
    const amount = 10n ** 15n;
    const { percentBp: _, ...terms } = { percentBp: 0, ...FIFTEEN_PERCENT };
    const id = await makeCollaboration(shop.id, {
      influencerId,
      campaignId: await makeCampaign(shop.id),
      offer: { ...terms, kind: 'fixed_amount', amountMinor: amount },
    });
    const { offer } = await collaborationView(shop, id, NO_PARAMS, NOW);
    expect(offer.amount).toEqual({ amount: '10000000000000.00', currency: 'USD' });
  });

  it('is not found by another shop', async () => {
    const missing = collaborationView(other, sarahs, NO_PARAMS);
    await expect(missing).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('gives an influencer all her collaborations and the costs of the period', async () => {
  const params = new URLSearchParams({ period: '90d', model: 'first_touch' });
  const view = await influencerView(shop, sarahId, params, NOW);
  const revenue = view.collaborations.map((one) => one.revenue.amount).sort();
  expect(revenue).toEqual(['120.00', '500.00']);
  expect(view.figures[0]?.value).toEqual({ amount: '620.00', currency: 'USD' });
  expect(view.costs.map(({ amount }) => amount.amount)).toEqual(['60.00']);
  const short = await influencerView(shop, sarahId, new URLSearchParams({ period: '7d' }), NOW);
  expect(short.costs).toEqual([]);
  await expect(influencerView(other, sarahId, params)).rejects.toMatchObject({ code: 'not_found' });
});

it('previews the codes that new collaborations would get', async () => {
  const twins = [await makeInfluencer(shop.id, { name: 'Sarah Two' })];
  twins.push(await makeInfluencer(shop.id, { name: 'Sarah Three' }));
  const params = new URLSearchParams({ ids: twins.join(','), percent: '15' });
  const { codes } = await codePreview(shop, campaignId, params);
  expect(codes.map(({ code }) => code)).toEqual(['SARAH152', 'SARAH153']);
  const theirs = codePreview(other, campaignId, params);
  await expect(theirs).rejects.toMatchObject({ code: 'not_found' });
});

it('says what is wrong with a template while it is typed', () => {
  const ask = (codeTemplate: string, source: string) =>
    templatePreview(shop, new URLSearchParams({ codeTemplate, source, codePrefix: 'glowy' }));
  expect(ask('{FIRSTNAME}{PERCENT}', '{influencer}')).toMatchObject({
    codes: ['GLOWYSARAH15', 'GLOWYSARAH'],
    codeProblem: null,
    link: `${shop.primaryUrl}/pages/sarah-miller?utm_source=sarah-miller`,
  });
  expect(ask('{WHO}', '{what}').codeProblem).toContain('{WHO}');
  expect(ask('{WHO}', '{what}').utmProblem).toContain('{what}');
});
