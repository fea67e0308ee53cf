import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { makeCampaign } from '#test/factories/campaign.ts';
import { makeCollaboration } from '#test/factories/collaboration.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';

const at = (text: string) => new Date(`2026-03-${text}:00Z`);
const DECLINED = [{ name: '_tributary_consent', value: 'declined' }];
const MARKED = [{ name: '_tributary_link', value: 'abc' }];

async function touched(orderId: bigint, place: number, sources: string[], utm: object = {}) {
  await prisma().touchpoint.updateMany({
    where: { orderId, sourceKey: `order:${orderId}:${place}` },
    data: { sources, ...utm },
  });
}

async function attributesOf(orderId: bigint, attributes: object[]) {
  await prisma().order.updateMany({ where: { orderId }, data: { attributes } });
}

/** Ten orders in thirty days, one of them a test, one cancelled; one before; and a second shop that must not show. */
export async function plantOrders(shop: ShopRow, other: ShopRow): Promise<void> {
  const campaignId = await makeCampaign(shop.id);
  const influencerId = await makeInfluencer(shop.id, { name: 'Sarah' });
  const collaborationId = await makeCollaboration(shop.id, {
    influencerId,
    campaignId,
    code: 'SARAH15',
  });
  const sarah = { influencerId, collaborationId };
  const code = { ...sarah, kind: 'code', code: 'SARAH15' } as const;
  const click = { ...sarah, kind: 'link_click', evidence: 'link_id' } as const;
  const landing = { kind: 'landing', channel: 'organic_search' } as const;
  const unknown = { kind: 'unknown', channel: 'unassigned' } as const;
  const podcast = { utmSource: 'Glow-Podcast', utmMedium: 'audio' };

  const both = await makeOrder(shop, {
    at: at('14T10:00'),
    netMinor: 1_000n,
    codes: ['SARAH15'],
    touches: [click, code],
  });
  await touched(both, 0, ['link_click', 'pixel']);
  await touched(both, 1, ['code']);
  const spoken = await makeOrder(shop, {
    at: at('14T11:00'),
    netMinor: 2_000n,
    codes: ['SARAH15', 'WELCOME'],
    touches: [{ ...landing, channel: 'unassigned' }, code],
  });
  await touched(spoken, 0, ['landing_site', 'shopify_journey'], podcast);
  await touched(spoken, 1, ['code']);
  await attributesOf(spoken, DECLINED);
  const visited = await makeOrder(shop, {
    at: at('13T10:00'),
    netMinor: 4_000n,
    codes: ['welcome', 'WELCOME'],
    touches: [click],
  });
  await touched(visited, 0, ['cart', 'link_click']);
  await attributesOf(visited, MARKED);
  const heard = await makeOrder(shop, {
    at: at('12T10:00'),
    netMinor: 8_000n,
    touches: [{ ...landing, channel: 'unassigned' }],
  });
  await touched(heard, 0, ['landing_site'], { ...podcast, utmSource: ' glow-podcast' });
  const searched = await makeOrder(shop, {
    at: at('11T10:00'),
    netMinor: 90_000n,
    touches: [landing],
  });
  await touched(searched, 0, ['landing_site'], { utmSource: 'google', utmMedium: 'cpc' });
  await makeOrder(shop, { at: at('10T10:00'), netMinor: 500n, touches: [unknown] });
  await makeOrder(shop, { at: at('10T11:00'), netMinor: 500n, touches: [unknown], codes: ['VIP'] });
  await makeOrder(shop, { at: at('09T10:00'), netMinor: 700n, touches: [], isWaiting: true });
  const out = { netMinor: 9n, touches: [code, landing], codes: ['GONE'] };
  await makeOrder(shop, { at: at('09T10:00'), ...out, test: true });
  await makeOrder(shop, { at: at('09T10:00'), ...out, cancelled: true });
  await makeOrder(shop, {
    at: new Date('2026-01-20T10:00:00Z'),
    netMinor: 300n,
    codes: ['OLDCODE', 'VIP'],
    touches: [landing],
  });
  await makeOrder(other, {
    at: at('14T10:00'),
    netMinor: 1n,
    codes: ['THEIRS'],
    touches: [landing],
  });
}

/** What tells how well the shop listens, on the fifteenth at four in the afternoon. */
export async function plantListening(shop: ShopRow): Promise<void> {
  const message = { shopId: shop.id, topic: 'orders/create', apiVersion: '2026-10' };
  const told = (hour: string, seconds: number, worked: number) => ({
    ...message,
    webhookId: `at-${hour}`,
    status: 'done' as const,
    triggeredAt: at(hour),
    receivedAt: new Date(at(hour).getTime() + seconds * 1000),
    processedAt: new Date(at(hour).getTime() + (seconds + worked) * 1000),
  });
  await prisma().inboxMessage.createMany({
    data: [
      told('14T10:00', 2, 0.05),
      told('13T10:00', 3, 1),
      told('12T10:00', 400, 30),
      // What Shopify's clock puts into our future took no time.
      told('11T10:00', -5, 1),
      // Too long ago to tell how it is now.
      told('02T10:00', 9_000, 1),
    ],
  });
  const run = { shopId: shop.id, windowFrom: at('15T13:00'), windowTo: at('15T14:00') };
  await prisma().reconciliationRun.createMany({
    data: [
      {
        ...run,
        startedAt: at('15T14:00'),
        endedAt: at('15T14:01'),
        errorCode: 'x',
        errorMessage: 'No.',
      },
      {
        ...run,
        startedAt: at('15T15:00'),
        endedAt: at('15T15:01'),
        seen: 9,
        missing: 2,
        repaired: 2,
      },
      { ...run, startedAt: at('15T16:00') },
    ],
  });
  await prisma().storefrontStatus.create({
    data: {
      shopId: shop.id,
      pixelState: 'live',
      embedState: 'off',
      pixelCheckedAt: at('15T15:00'),
    },
  });
  await prisma().pixelEvent.create({
    data: {
      shopId: shop.id,
      eventId: 'e1',
      type: 'visit',
      url: '/',
      occurredAt: at('15T15:58'),
      receivedAt: at('15T15:58'),
    },
  });
  await prisma().orderJourney.createMany({
    data: ['ready', 'ready', 'waiting', 'given_up'].map((state, place) => ({
      shopId: shop.id,
      orderId: BigInt(place),
      state,
    })),
  });
  await prisma().touchRebuild.createMany({
    data: [1n, 2n].map((orderId) => ({ shopId: shop.id, orderId })),
  });
  await prisma().attributionDue.createMany({
    data: [2n, 3n].map((orderId) => ({ shopId: shop.id, orderId })),
  });
}
