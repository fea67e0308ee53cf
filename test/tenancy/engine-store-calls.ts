import * as rules from '#app/db/attribution-rules-store.server.ts';
import type { Tx } from '#app/db/client.server.ts';
import * as fits from '#app/db/model-fit-store.server.ts';
import * as paths from '#app/db/path-store.server.ts';
import * as replays from '#app/db/replay-store.server.ts';
import * as preview from '#app/db/rules-preview-store.server.ts';
import { type AttributionRules, DEFAULT_RULES } from '#app/domain/attribution-rules.ts';
import type { ShopFit } from '#app/domain/model-fit.ts';
import type { Call } from './store-calls.ts';

const AT = new Date('2026-01-01T00:00:00Z');
const FIT: ShopFit = {
  basis: 'fallback',
  sample: { conversions: 1, journeys: 2 },
  minimum: 2_000,
  sources: {},
};
const DAY = '2026-01-01';
const PATHS = {
  period: { from: DAY, to: DAY },
  currency: 'USD',
  timeZone: 'UTC',
  onlyInfluencers: false,
};
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The same in every shop. */
export async function plantEngine(tx: Tx, shopId: number): Promise<void> {
  await fits.putFit(tx, shopId, 1, FIT, AT);
  await rules.insertRules(tx, shopId, { ...DEFAULT_RULES, ignoreDirect: true });
  await tx.shop.update({ where: { id: shopId }, data: { rulesVersion: 1 } });
  await replays.beginReplay(tx, shopId, 1);
  await plantPath(tx, shopId);
}

/** A counted order with one contact. */
async function plantPath(tx: Tx, shopId: number): Promise<void> {
  const orderId = 7_701n;
  const touchpointId = 7_701n;
  const day = new Date(DAY);
  const direct = { shopId, orderId, touchpointId, channel: 'direct' };
  const kept = { sourceKey: 'path', occurredAt: AT, kind: 'landing', evidence: 'none' };
  await tx.touchpoint.create({ data: { ...direct, ...kept } });
  const order = { currency: 'USD', netMinor: 1n, counted: 1, rulesVersion: 1 };
  await tx.attributedOrder.create({ data: { shopId, orderId, day, ...order } });
  const cents = { firstTouch: 1n, lastTouch: 1n, linear: 1n };
  await tx.credit.create({ data: { ...direct, day, position: 0, ...cents } });
}

/** It writes whatever the shop asks for, and nothing of another's. */
const isOwn = ({ ignoreDirect }: AttributionRules) => ignoreDirect;
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
  rules: {
    module: rules,
    calls: {
      rulesInForce: async (tx, shop) => isOwn((await rules.rulesInForce(tx, shop)).rules),
      rulesOfVersion: async (tx, shop) => isOwn(await rules.rulesOfVersion(tx, shop, 1)),
      insertRules: ofItsOwn,
      widestEver: async (tx, shop) => (await rules.widestEver(tx, shop)) - 30,
    },
  },
  replays: {
    module: replays,
    calls: {
      lockAttribution: ofItsOwn,
      findReplay: (tx, shop) => replays.findReplay(tx, shop),
      beginReplay: ofItsOwn,
      ordersToReplay: (tx, shop) => replays.ordersToReplay(tx, shop, 0n, 10),
      moveReplay: (tx, shop) => replays.moveReplay(tx, shop, 5n, 1),
      showReplayed: (tx, shop) => replays.showReplayed(tx, shop),
      deleteOldGenerations: (tx, shop) => replays.deleteOldGenerations(tx, shop, 10),
      endReplay: (tx, shop) => replays.endReplay(tx, shop),
      stuckReplays: ofItsOwn,
    },
  },
  paths: {
    module: paths,
    calls: {
      readPaths: async (tx, shop) => (await paths.readPaths(tx, shop, PATHS, 10)).paths,
    },
  },
  preview: {
    module: preview,
    calls: {
      ordersToPreview: (tx, shop) =>
        preview.ordersToPreview(tx, shop, { since: '2020-01-01', currency: 'USD' }, 0n, 10),
      creditNow: (tx, shop) => preview.creditNow(tx, shop, 'linear', [1n, 7_700n]),
    },
  },
};
