import { beforeEach, expect, it } from 'vitest';
import { rulesInForce } from '#app/db/attribution-rules-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import { sumFigures } from '#app/db/report-store-figures.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { DEFAULT_RULES } from '#app/domain/attribution-rules.ts';
import { previewRules } from '#app/flow/attribution/preview-rules.server.ts';
import { replayAttribution } from '#app/flow/attribution/replay-attribution.server.ts';
import { saveAttributionRules } from '#app/flow/settings/save-attribution-rules.server.ts';
import { orderView } from '#app/views/order-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const NOW = new Date('2026-11-20T12:00:00Z');
const at = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

let shop: ShopRow;
let jane: string;
let max: string;
beforeEach(async () => {
  shop = await makeShop();
  jane = await makeInfluencer(shop.id, { name: 'Jane' });
  max = await makeInfluencer(shop.id, { name: 'Max' });
});

/** Max's link, then Jane's code. */
function contested(days: number, netMinor: bigint, name = '#1') {
  const link = { influencerId: max, kind: 'link_click' as const, occurredAt: at(days + 2) };
  const touches = [link, { influencerId: jane, code: 'JANE15' }];
  return makeOrder(shop, { at: at(days), netMinor, touches, name });
}

it('shows first what comes of it, and writes nothing for that', async () => {
  await contested(3, 1_000n);
  await contested(120, 5_000n);
  await makeOrder(shop, { at: at(4), netMinor: 70n, touches: [{ influencerId: max }] });
  await makeOrder(shop, { at: at(4), netMinor: 9n, touches: [{ channel: 'email' }] });
  const shortWindow = { influencerDays: 1, otherDays: 30, channelDays: {} };
  await prisma().shopSettings.create({
    data: {
      shopId: shop.id,
      defaultModel: 'linear',
      codeTemplate: '',
      codePrefix: '',
      utmSource: '',
      utmMedium: '',
      utmCampaign: '',
      utmContent: '',
      utmTerm: '',
      tierThresholds: {},
    },
  });
  const preview = await previewRules(shop.id, { ...DEFAULT_RULES, windows: shortWindow }, NOW);
  expect(preview).toEqual({
    model: 'linear',
    orders: 2,
    changed: 1,
    influencers: [
      {
        influencerId: expect.any(String),
        nowMinor: expect.any(BigInt),
        thenMinor: expect.any(BigInt),
      },
      {
        influencerId: expect.any(String),
        nowMinor: expect.any(BigInt),
        thenMinor: expect.any(BigInt),
      },
    ],
  });
  const of = (id: string) => preview.influencers.find(({ influencerId }) => influencerId === id);
  expect(of(jane)).toMatchObject({ nowMinor: 500n, thenMinor: 1_000n });
  expect(of(max)).toMatchObject({ nowMinor: 570n, thenMinor: 70n });
  expect(await prisma().attributionRules.count({ where: { shopId: shop.id } })).toBe(0);
  expect(await prisma().attributionDue.count({ where: { shopId: shop.id } })).toBe(0);
});

it('shows what the replay then brings, to the cent', async () => {
  for (const net of [1_000n, 777n, 5n]) await contested(3, net);
  await makeOrder(shop, { at: at(9), netMinor: 70n, touches: [{ influencerId: max }, {}] });
  const rules = { ...DEFAULT_RULES, codeBeatsLink: true, ignoreDirect: true };
  const { model, influencers } = await previewRules(shop.id, rules, NOW);
  await saveAttributionRules(shop.id, rules);
  while (await replayAttribution(shop.id));
  const scope = { model, currency: shop.currency, period: null, previous: null };
  const figures = await sumFigures(prisma(), shop.id, scope, 'influencer');
  expect(influencers).toHaveLength(2);
  for (const { influencerId, thenMinor } of influencers) {
    const shown = figures.find(({ key }) => key === influencerId);
    expect(shown?.revenueMinor ?? 0n).toBe(thenMinor);
  }
});

it('keeps versions, names them in the credit, and says on the order what a rule took out', async () => {
  const orderId = await contested(3, 1_000n);
  const rules = { ...DEFAULT_RULES, codeBeatsLink: true };
  expect(await saveAttributionRules(shop.id, rules)).toEqual({ version: 1, isNew: true });
  expect(await saveAttributionRules(shop.id, rules)).toEqual({ version: 1, isNew: false });
  expect((await rulesInForce(prisma(), shop.id)).rules).toEqual(DEFAULT_RULES);
  while (await replayAttribution(shop.id));
  expect(await rulesInForce(prisma(), shop.id)).toEqual({ version: 1, rules });
  const view = await orderView(shop, String(orderId));
  expect(view.rules.version).toBe(1);
  expect(view.rules.sentences[0]).toBe('Credited by version 1 of your attribution rules.');
  expect(view.rules.sentences).toContain('A code beats the links of other influencers.');
  expect(view.journey.map(({ influencer }) => influencer?.name)).toEqual(['Jane']);
  expect(view.ruledOut).toMatchObject([
    { reason: 'By your rules the code of another influencer beats it.' },
  ]);
  expect(await saveAttributionRules(shop.id, DEFAULT_RULES)).toEqual({ version: 2, isNew: true });
  expect(await prisma().attributionRules.count({ where: { shopId: shop.id } })).toBe(2);
});

it('makes touchpoints anew where they did not go back so far', async () => {
  await contested(3, 1_000n);
  const windows = (influencerDays: number) => ({
    ...DEFAULT_RULES,
    windows: { influencerDays, otherDays: 30, channelDays: {} },
  });
  await saveAttributionRules(shop.id, windows(10));
  expect(await prisma().touchRebuild.count({ where: { shopId: shop.id } })).toBe(0);
  await saveAttributionRules(shop.id, windows(60));
  expect(await prisma().touchRebuild.count({ where: { shopId: shop.id } })).toBe(1);
});

it('refuses weights of more than everything', async () => {
  const heuristics = { firstPercent: 60, lastPercent: 60, halfLifeDays: 7 };
  await expect(
    saveAttributionRules(shop.id, { ...DEFAULT_RULES, heuristics }),
  ).rejects.toMatchObject({ code: 'invalid_input', details: { field: 'heuristics' } });
});
