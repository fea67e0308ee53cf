import { expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { DEFAULT_SETTINGS } from '#app/domain/settings.ts';
import { readJourneys } from '#app/flow/capture/read-journeys.server.ts';
import { rebuildTouches } from '#app/flow/intake/rebuild-touches.server.ts';
import { saveSettings } from '#app/flow/settings/save-settings.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import { type NewOrder, placeOrder } from '#test/standin/orders/place-order.ts';
import { localShopify, type OpenShop, openShop, world } from '../collaborations/open-shop.ts';
import { engage, settle, tell, tellings } from '../intake/local-shop.ts';

freshDatabase();
localShopify();

const HOUR_MS = 3_600_000;

async function sell({ shop, shopId }: OpenShop, given: Partial<NewOrder>) {
  stockCatalogue(world(), shop);
  const variantId = [...shop.products.values()][0]?.variants[0]?.id ?? 0n;
  const lines = [{ variantId, quantity: 1 }];
  const sale = placeOrder(world(), shop, { lines, journeyDelayMs: 0, ...given });
  await tell(shop, tellings(sale.messages));
  await settle(shopId);
  return sale.order;
}

async function touchesOf(shopId: number) {
  const touches = await prisma().touchpoint.findMany({
    where: { shopId },
    orderBy: [{ occurredAt: 'asc' }, { kind: 'asc' }],
  });
  return touches.map(({ kind, influencerId, sources, evidence }) => ({
    kind,
    influencerId,
    sources: [...sources].sort(),
    evidence,
  }));
}

/** What the jobs would do once Shopify has worked the journey out. */
async function journeyComes(shopId: number): Promise<void> {
  await readJourneys(shopId, new Date(Date.now() + 2 * 60_000));
  await rebuildTouches(shopId);
  await settle(shopId);
}

it('visits of the journey are touchpoints, and one that the order told before is not counted twice', async () => {
  const open = await openShop();
  const { shopId } = open;
  const jane = await engage(shopId, 'JANE15');
  const now = Math.floor(Date.now() / 1000) * 1000;
  const landingSite = `/?utm_source=google&utm_medium=cpc`;
  const order = await sell(open, {
    landingSite,
    visits: [
      {
        landingPage: `/pages/${jane.handle}?trb=${jane.linkSlug}`,
        referrerUrl: null,
        occurredAt: now - 72 * HOUR_MS,
        utm: {},
      },
      {
        landingPage: landingSite,
        referrerUrl: null,
        occurredAt: now - HOUR_MS,
        utm: { source: 'google', medium: 'cpc' },
      },
    ],
  });
  const search = { kind: 'landing', influencerId: null, evidence: 'utm' };
  expect(await touchesOf(shopId)).toEqual([{ ...search, sources: ['landing_site'] }]);

  await journeyComes(shopId);
  const hers = { kind: 'landing', influencerId: jane.influencerId, evidence: 'link_id' };
  const found = [
    { ...hers, sources: ['shopify_journey'] },
    { ...search, sources: ['landing_site', 'shopify_journey'] },
  ];
  expect(await touchesOf(shopId)).toEqual(found);
  const credited = await prisma().credit.findMany({ where: { shopId, orderId: order.id } });
  expect(credited.filter(({ firstTouch }) => firstTouch > 0n)).toMatchObject([
    { influencerId: jane.influencerId, collaborationId: jane.collaborationId },
  ]);

  // Whatever is told once more, nothing is doubled.
  await prisma().orderJourney.updateMany({ data: { state: 'waiting', askAt: new Date(now) } });
  await journeyComes(shopId);
  expect(await touchesOf(shopId)).toEqual(found);
});

it('an answer to the shop’s question is a touchpoint, also when the question is named later', async () => {
  const open = await openShop();
  const { shopId } = open;
  const jane = await engage(shopId, 'JANE15');
  const attributes = [{ name: 'Wer hat dich geschickt?', value: 'Jane Doe' }];
  const order = await sell(open, { attributes });
  expect(await touchesOf(shopId)).toMatchObject([{ kind: 'unknown' }]);

  const { version: _, ...defaults } = DEFAULT_SETTINGS;
  await saveSettings(shopId, { ...defaults, surveyAttribute: 'wer hat dich geschickt' });
  expect(await rebuildTouches(shopId)).toBe(1);
  await settle(shopId);
  const touch = await prisma().touchpoint.findFirstOrThrow({ where: { shopId } });
  expect(touch).toMatchObject({
    sourceKey: `order:${order.id}:survey`,
    kind: 'survey',
    evidence: 'survey',
    channel: 'influencer',
    influencerId: jane.influencerId,
    collaborationId: jane.collaborationId,
    occurredAt: (await prisma().order.findFirstOrThrow({ where: { shopId } })).processedAt,
    sources: ['survey'],
  });
  expect(await prisma().credit.findFirstOrThrow({ where: { shopId } })).toMatchObject({
    influencerId: jane.influencerId,
  });
});
