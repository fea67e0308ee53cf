import * as carried from '#app/db/carried-store.server.ts';
import type { Tx } from '#app/db/client.server.ts';
import * as around from '#app/db/journey-evidence-store.server.ts';
import * as privacy from '#app/db/journey-privacy-store.server.ts';
import * as reach from '#app/db/journey-reach-store.server.ts';
import * as owners from '#app/db/owner-store.server.ts';
import * as touches from '#app/db/touchpoint-store.server.ts';
import { unknownTouch } from '#app/domain/order-touches.ts';
import { idOf } from '#test/factories/ids.ts';
import type { Call } from './store-calls.ts';

const AT = new Date('2026-01-01T00:00:00Z');
const ORDER = 7_700n;
const SIBLING = 7_701n;
const CUSTOMER = 77n;
const TOKEN = 'token-77';
const CARRIED = { visitorId: idOf('b'), cartClick: idOf('c'), cartLink: null, landingClick: null };

/** Two orders of one customer, a browser, a click and visits, by the same ids in every shop. */
export async function plantStitched(tx: Tx, shopId: number): Promise<void> {
  for (const orderId of [ORDER, SIBLING]) {
    await tx.order.create({
      data: {
        shopId,
        orderId,
        name: `#${orderId}`,
        customerId: CUSTOMER,
        checkoutToken: TOKEN,
        test: false,
        createdAt: AT,
        processedAt: AT,
        sourceUpdatedAt: AT,
        currency: 'USD',
        presentmentCurrency: 'USD',
        taxesIncluded: false,
        totalMinor: 0n,
        presentmentTotalMinor: 0n,
        discountMinor: 0n,
        taxMinor: 0n,
        shippingMinor: 0n,
        tipMinor: 0n,
        attributes: [],
      },
    });
    await carried.putCarried(tx, shopId, orderId, CARRIED, AT);
    await touches.replaceOrderTouches(tx, shopId, orderId, [unknownTouch(orderId, AT)], 'all');
  }
  await tx.linkClick.create({
    data: {
      shopId,
      clickId: idOf('c'),
      slug: 'x',
      occurredAt: AT,
      agent: 'person',
      door: 'app',
      destination: '/',
    },
  });
  await tx.pixelEvent.create({
    data: {
      shopId,
      eventId: 'stitched',
      type: 'visit',
      occurredAt: AT,
      visitorId: idOf('b'),
      url: '/',
    },
  });
  await tx.visitorJoin.create({
    data: { shopId, visitorId: idOf('b'), kind: 'click', key: idOf('c'), joinedAt: AT },
  });
  await tx.journeyMoment.create({
    data: { shopId, orderId: ORDER, momentId: 'm', occurredAt: AT },
  });
}

const asked = {
  orderId: ORDER,
  customerId: CUSTOMER,
  processedAt: AT,
  checkoutToken: TOKEN,
  cartVisitor: null,
  clickIds: [],
};

/** Every function of the stores that journeys are stitched from, called with somebody's keys. */
export const STITCH_CALLS: Record<string, { module: object; calls: Record<string, Call> }> = {
  carried: {
    module: carried,
    calls: {
      // New rows of its own need nobody's keys; `plantStitched` has called it.
      putCarried: async (tx, shop) => {
        const none = { visitorId: null, cartClick: null, cartLink: null, landingClick: null };
        await carried.putCarried(tx, shop, ORDER, none, AT);
      },
    },
  },
  around: {
    module: around,
    calls: {
      readSurroundings: async (tx, shop) => {
        const { evidence, moments } = await around.readSurroundings(tx, shop, asked);
        const { orders, ties, carried: clicks, tellings, visits } = evidence;
        const others = orders.filter(({ orderId }) => orderId !== ORDER);
        return [
          ...others,
          ...ties,
          ...clicks,
          ...tellings,
          ...evidence.clicks,
          ...visits,
          ...moments,
        ];
      },
    },
  },
  privacy: {
    module: privacy,
    calls: {
      personalTraces: async (tx, shop) => {
        const found = await privacy.personalTraces(tx, shop, [ORDER]);
        return [...found.browsers, ...found.eventIds, ...found.clickIds];
      },
      journeyHoldings: async (tx, shop) =>
        Object.values(await privacy.journeyHoldings(tx, shop, [ORDER])).flat(),
      eraseJourneys: (tx, shop) => privacy.eraseJourneys(tx, shop, [ORDER]),
    },
  },
  reach: {
    module: reach,
    calls: {
      ordersOfJoins: (tx, shop) =>
        reach.ordersOfJoins(tx, shop, [
          { visitorId: idOf('b'), kind: 'checkout', key: TOKEN },
          { visitorId: idOf('b'), kind: 'order', key: `${ORDER}` },
          { visitorId: idOf('b'), kind: 'click', key: idOf('c') },
        ]),
      ordersAfter: (tx, shop) => reach.ordersAfter(tx, shop, [{ visitorId: idOf('b'), at: AT }]),
      ordersAround: (tx, shop) => reach.ordersAround(tx, shop, [ORDER], [CUSTOMER]),
    },
  },
  owners: {
    module: owners,
    calls: {
      findOwners: async (tx, shop) => {
        const found = await owners.findOwners(tx, shop, {
          codeKeys: ['JANE10'],
          linkSlugs: ['x'],
          landingHandles: ['jane-doe'],
          utmInfluencers: ['jane-doe'],
          utmSources: ['glow'],
        });
        const { byCode, byLink, byPage, byName, aliases } = found;
        return [...byCode, ...byLink, ...byPage, ...byName, ...aliases];
      },
    },
  },
  touches: {
    module: touches,
    calls: {
      replaceOrderTouches: (tx, shop) => touches.replaceOrderTouches(tx, shop, SIBLING, [], 'all'),
      touchesOfOrders: async (tx, shop) => [
        ...(await touches.touchesOfOrders(tx, shop, [ORDER, SIBLING])).values(),
      ],
      hasSeenTouches: (tx, shop) => touches.hasSeenTouches(tx, shop, ORDER),
    },
  },
};
