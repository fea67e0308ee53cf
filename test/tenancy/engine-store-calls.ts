import type { Tx } from '#app/db/client.server.ts';
import * as fits from '#app/db/model-fit-store.server.ts';
import type { ShopFit } from '#app/domain/model-fit.ts';
import type { Call } from './store-calls.ts';

const AT = new Date('2026-01-01T00:00:00Z');
const FIT: ShopFit = {
  basis: 'fallback',
  sample: { conversions: 1, journeys: 2 },
  minimum: 2_000,
  sources: {},
};
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The same in every shop. */
export async function plantEngine(tx: Tx, shopId: number): Promise<void> {
  await fits.putFit(tx, shopId, 1, FIT, AT);
}

/** It writes whatever the shop asks for, and nothing of another's. */
const ofItsOwn = async () => [];

/** Every function of the attribution engine's stores, called with somebody's keys. */
export const ENGINE_CALLS: Record<string, { module: object; calls: Record<string, Call> }> = {
  fits: {
    module: fits,
    calls: {
      convertingJourneys: (tx, shop) => fits.convertingJourneys(tx, shop, '2026-01-01'),
      lostContacts: (tx, shop) => fits.lostContacts(tx, shop, AT, NOBODY, 10),
      latestFit: (tx, shop) => fits.latestFit(tx, shop),
      putFit: ofItsOwn,
      markSharedOrdersDue: (tx, shop) => fits.markSharedOrdersDue(tx, shop, '2026-01-01'),
    },
  },
};
