import * as health from '#app/db/capture-health-store.server.ts';
import * as visits from '#app/db/channel-visit-store.server.ts';
import type { Tx } from '#app/db/client.server.ts';
import * as quality from '#app/db/quality-store.server.ts';
import * as strays from '#app/db/stray-trace-store.server.ts';
import type { Call } from './store-calls.ts';

const AT = new Date('2026-01-01T00:00:00Z');
const SPAN = { from: new Date('2025-12-01T00:00:00Z'), to: new Date('2026-02-01T00:00:00Z') };
const QUERY = { currency: 'USD', since: null, limit: 10 };
const ORDER = 70_001n;

/** An order with a code and a visit of nobody's, a pixel event, a message: the same in every shop. */
export async function plantQuality(tx: Tx, shopId: number): Promise<void> {
  const zero = { totalMinor: 0n, presentmentTotalMinor: 0n, discountMinor: 0n, taxMinor: 0n };
  await tx.order.create({
    data: {
      ...zero,
      shopId,
      orderId: ORDER,
      name: '#1',
      test: false,
      createdAt: AT,
      processedAt: AT,
      sourceUpdatedAt: AT,
      currency: 'USD',
      presentmentCurrency: 'USD',
      taxesIncluded: false,
      shippingMinor: 0n,
      tipMinor: 0n,
      attributes: [{ name: '_tributary_consent', value: 'declined' }],
    },
  });
  const code = { code: 'STRAY', codeKey: 'STRAY', type: 'fixed', amountMinor: 0n };
  await tx.orderDiscountCode.create({ data: { ...code, shopId, orderId: ORDER, position: 0 } });
  await tx.touchpoint.create({
    data: {
      shopId,
      sourceKey: `order:${ORDER}:landing`,
      orderId: ORDER,
      occurredAt: AT,
      kind: 'landing',
      channel: 'unassigned',
      utmSource: 'glow',
      evidence: 'utm',
      sources: ['landing_site'],
    },
  });
  await tx.pixelEvent.create({
    data: { shopId, eventId: 'e', type: 'visit', occurredAt: AT, receivedAt: AT, url: '/' },
  });
}

/** What was counted, as a list that is empty where nothing was. */
function found(counts: object): unknown[] {
  return Object.values(counts).filter((count) => count !== 0 && count !== null);
}

/** Every function of the stores behind the page of data quality, called in somebody's shop. */
export const QUALITY_CALLS: Record<string, { module: object; calls: Record<string, Call> }> = {
  quality: {
    module: quality,
    calls: {
      countShares: async (tx, shop) => {
        const { bySource, ...counts } = await quality.countShares(tx, shop, SPAN);
        return [...found(counts), ...Object.keys(bySource)];
      },
    },
  },
  health: {
    module: health,
    calls: {
      readDelays: async (tx, shop) => {
        const { messages, arrival } = await health.readDelays(tx, shop, SPAN.from);
        return found({ messages, ...arrival });
      },
      silentHours: (tx, shop) => health.silentHours(tx, shop, SPAN),
      readListeners: async (tx, shop) => found(await health.readListeners(tx, shop)),
      countJourneyAnswers: async (tx, shop) => [...(await health.countJourneyAnswers(tx, shop))],
      countBeingRebuilt: async (tx, shop) => found([await health.countBeingRebuilt(tx, shop)]),
    },
  },
  strays: {
    module: strays,
    calls: {
      listStrayCodes: (tx, shop) => strays.listStrayCodes(tx, shop, QUERY),
      listStrayUtm: (tx, shop) => strays.listStrayUtm(tx, shop, QUERY),
      listClaimants: (tx, shop) => strays.listClaimants(tx, shop),
    },
  },
  visits: {
    module: visits,
    calls: { latestVisits: (tx, shop) => visits.latestVisits(tx, shop, SPAN.from, 10) },
  },
};
