import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { makeCampaign } from '#test/factories/campaign.ts';
import { makeCollaboration, makeCost } from '#test/factories/collaboration.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';
import type { ScreenIds } from './app-screens.ts';

const DAY_MS = 86_400_000;
const HUGE = 987_654_321_098_765n;

/** Names as people and imports bring them: long, without a space, from right to left, without Latin letters. */
const NAMES = [
  'Maximiliane Friederike Charlotte von Hohenstein-Wittgenstein zu Sayn und Oranienburg the Third',
  'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafe',
  'نور الهدى بنت عبد الرحمن بن محمد الفاسي الفهري المراكشي الأندلسي رحمها الله تعالى وبارك فيها',
  '王小明和她的朋友们',
  '<b>Bobby</b> "Tables" & Söhne',
  'Zoë',
];
const LONG_WORD =
  'Superlangerkampagnennamederniemalsaufhörtundkeineleerzeichenhatundimmerweitergeht';
const LONG_NOTE = `${LONG_WORD}${LONG_WORD} and then some words that anyone may write about her work`;

/** One of each kind, with nothing to show for it yet. */
export async function onlyOne(shop: ShopRow): Promise<ScreenIds> {
  const influencers = await makeInfluencer(shop.id, { name: 'Mia', followers: 0, platforms: [] });
  const campaigns = await makeCampaign(shop.id, { name: 'First' });
  const collaborations = await makeCollaboration(shop.id, {
    influencerId: influencers,
    campaignId: campaigns,
    state: 'intended',
  });
  const orders = await makeOrder(shop, { at: new Date(), netMinor: 0n, touches: [] });
  return { influencers, campaigns, collaborations, orders: String(orders) };
}

/** Sixty of everything, with all that is hard to fit: huge amounts, long words, every script. */
export async function plentyOfAll(shop: ShopRow): Promise<ScreenIds> {
  const now = Date.now();
  const campaigns = await makeCampaign(shop.id, {
    name: LONG_WORD,
    budgetMinor: HUGE,
    targetCpaMinor: 1_000n,
    targetRoasHundredths: 123_456_789,
    startsOn: new Date(now - 100 * DAY_MS),
  });
  const people: { influencerId: string; collaborationId: string; code: string }[] = [];
  for (let place = 0; place < 60; place += 1) {
    const name = NAMES[place] ?? `Influencer ${place}`;
    const influencerId = await makeInfluencer(shop.id, {
      name,
      email: `${'long-address-'.repeat(4)}${place}@${'sub.'.repeat(12)}example.com`,
      niche: place === 0 ? LONG_WORD : 'Skin care',
      notes: place === 0 ? `${LONG_NOTE}\n\n${LONG_NOTE}` : null,
      platforms: (['instagram', 'tiktok', 'youtube'] as const).map((platform) => ({
        platform,
        handle: `${'very.long.handle.'.repeat(5)}${place}`,
        followers: 2_000_000_000,
        url: `https://example.com/${'path/'.repeat(30)}${place}`,
      })),
    });
    const code = place === 0 ? `CODE${'X'.repeat(80)}` : `CODE${place}`;
    const collaborationId = await makeCollaboration(shop.id, {
      influencerId,
      campaignId: campaigns,
      code,
    });
    await makeCost(shop.id, { collaborationId, day: dayText(now), minor: HUGE / 2n });
    people.push({ influencerId, collaborationId, code });
  }
  const orders = await ordersOf(shop, people, now);
  await messagesOf(shop.id);
  await strayTraces(shop, now);
  await healthOf(shop.id, now);
  const [first] = people;
  return {
    influencers: first?.influencerId ?? '',
    collaborations: first?.collaborationId ?? '',
    campaigns,
    orders,
  };
}

/** The last one has the longest way behind it; its id is returned. */
async function ordersOf(
  shop: ShopRow,
  people: readonly { influencerId: string; collaborationId: string; code: string }[],
  now: number,
): Promise<string> {
  for (const [place, { code, ...owner }] of people.entries()) {
    const at = new Date(now - place * DAY_MS);
    await makeOrder(shop, {
      at,
      netMinor: HUGE + BigInt(place),
      codes: [code],
      newCustomer: true,
      touches: [{ ...owner, code }],
    });
  }
  const at = new Date(now);
  const touches = people.slice(0, 12).map(({ code, ...owner }, place) => ({
    ...owner,
    code,
    occurredAt: new Date(now - (20 - place) * DAY_MS),
  }));
  const organic = { channel: 'organic_search', kind: 'landing', evidence: 'referrer' } as const;
  const id = await makeOrder(shop, {
    at,
    netMinor: HUGE,
    name: `#${LONG_WORD.slice(0, 40)}`,
    codes: people.slice(0, 5).map(({ code }) => code),
    touches: [{ ...organic, occurredAt: new Date(now - 25 * DAY_MS) }, ...touches],
  });
  return String(id);
}

async function messagesOf(shopId: number): Promise<void> {
  const message = { shopId, topic: 'orders/create', apiVersion: '2026-10' };
  await prisma().inboxMessage.createMany({
    data: Array.from({ length: 40 }, (_, place) => ({
      ...message,
      webhookId: `hard-${place}`,
      status: place % 2 === 0 ? 'parked' : 'done',
      attempts: place,
      errorCode: place % 2 === 0 ? 'invalid_payload' : null,
      errorMessage: place % 2 === 0 ? `The order cannot be read: ${LONG_NOTE}.` : null,
    })),
  });
}

/** Codes and UTM values of nobody, as long as they may be. */
async function strayTraces(shop: ShopRow, now: number): Promise<void> {
  for (let place = 0; place < 8; place += 1) {
    const orderId = await makeOrder(shop, {
      at: new Date(now - place * DAY_MS),
      netMinor: HUGE,
      codes: [STRAY_CODE, `SALE${place}`],
      touches: [{ kind: 'landing', channel: 'unassigned' }],
    });
    await prisma().touchpoint.updateMany({
      where: { shopId: shop.id, orderId },
      data: { utmSource: `${LONG_WORD}${place}`, utmMedium: LONG_WORD, utmCampaign: LONG_WORD },
    });
  }
}

/** A code of nobody that orders carry in the full world. */
export const STRAY_CODE = `STRAY${'Y'.repeat(120)}`;

async function healthOf(shopId: number, now: number): Promise<void> {
  const at = new Date(now);
  await prisma().reconciliationRun.createMany({
    data: Array.from({ length: 12 }, (_, place) => ({
      shopId,
      windowFrom: at,
      windowTo: at,
      startedAt: at,
      endedAt: place === 0 ? null : at,
      seen: 987_654_321,
      missing: place,
      repaired: place % 3,
      errorCode: place % 4 === 1 ? 'shopify_rejected' : null,
      errorMessage: place % 4 === 1 ? LONG_NOTE : null,
    })),
  });
  const note = { pixelError: LONG_NOTE, embedNote: LONG_NOTE };
  const status = { pixelState: 'failed', embedState: 'off', ...note };
  await prisma().storefrontStatus.upsert({
    where: { shopId },
    create: { shopId, ...status },
    update: status,
  });
  await prisma().channelRule.createMany({
    data: Array.from({ length: 3 }, (_, position) => ({
      shopId,
      position,
      channel: 'email',
      conditions: [
        { field: 'source', operator: 'is', value: LONG_WORD },
        { field: 'landing_path', operator: 'starts_with', value: `/${LONG_WORD}` },
      ],
    })),
  });
}

function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
