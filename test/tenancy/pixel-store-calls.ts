import type { Tx } from '#app/db/client.server.ts';
import * as old from '#app/db/old-event-store.server.ts';
import * as pixel from '#app/db/pixel-status-store.server.ts';
import type { Call } from './store-calls.ts';

const AT = new Date('2020-01-01T00:00:00Z');
const LATER = new Date('2026-01-01T00:00:00Z');
const VISITOR = '11111111-2222-4333-8444-555555555555';
/** Its first digits are the beginning of 2020. */
const CLICK = '016f5e66-e800-7000-8000-000000000001';

/** The same in every shop: one of everything that visitors do, long ago. */
export async function plantVisits(tx: Tx, shopId: number): Promise<void> {
  await pixel.intendPixel(tx, shopId);
  const event = { shopId, occurredAt: AT, receivedAt: AT, url: '/', visitorId: VISITOR };
  await tx.pixelEvent.createMany({
    data: ['visit', 'product_viewed'].map((type) => ({ ...event, type, eventId: type })),
  });
  await tx.visitorJoin.create({
    data: { shopId, visitorId: VISITOR, kind: 'checkout', key: 'token', joinedAt: AT },
  });
  await tx.linkClick.create({
    data: {
      shopId,
      clickId: CLICK,
      slug: 'jane',
      occurredAt: AT,
      agent: 'person',
      door: 'app',
      destination: '/',
    },
  });
}

/** Every function of the stores of the pixel's state and of forgetting. */
export const PIXEL_CALLS: Record<string, { module: object; calls: Record<string, Call> }> = {
  pixel: {
    module: pixel,
    calls: {
      // A new row of its own needs nobody's keys; `plantVisits` has called it.
      intendPixel: async () => undefined,
      recordPixel: (tx, shop) =>
        pixel.recordPixel(tx, shop, { state: 'live', gid: 'gid://1' }, LATER),
      resetStorefront: (tx, shop) => pixel.resetStorefront(tx, shop),
    },
  },
  old: {
    module: old,
    calls: {
      forgetBrowsing: (tx, shop) => old.forgetBrowsing(tx, shop, LATER, 10),
      forgetPixelEvents: (tx, shop) => old.forgetPixelEvents(tx, shop, LATER, 10),
      forgetClicks: (tx, shop) => old.forgetClicks(tx, shop, LATER, 10),
      forgetJoins: (tx, shop) => old.forgetJoins(tx, shop, LATER, 10),
    },
  },
};
