import * as backfill from '#app/db/backfill-store.server.ts';
import * as rules from '#app/db/channel-rule-store.server.ts';
import type { Tx } from '#app/db/client.server.ts';
import * as reconciliation from '#app/db/reconciliation-store.server.ts';
import * as rebuild from '#app/db/touch-rebuild-store.server.ts';
import * as aliases from '#app/db/utm-alias-store.server.ts';
import type { Call, Keys } from './store-calls.ts';

const AT = new Date('2026-01-01T00:00:00Z');
const NAME = { source: 'glow', medium: null, campaign: null };
const COUNTS = { seen: 1, missing: 1, stale: 1, repaired: 1 };

/** The same in every shop but for its numbers of runs. */
export async function plantCapture(tx: Tx, shopId: number, keys: Keys): Promise<void> {
  const { campaignId, influencerId } = keys;
  await backfill.putBackfill(tx, shopId, {
    id: campaignId,
    since: null,
    search: 'all',
    requestedAt: AT,
  });
  await rules.putChannelRules(tx, shopId, [
    { channel: 'email', conditions: [{ field: 'source', operator: 'is', value: 'x' }] },
  ]);
  await aliases.insertUtmAlias(tx, shopId, NAME, { influencerId, collaborationId: null });
  await rebuild.markForRebuild(tx, shopId, [1n]);
  await reconciliation.beginRun(tx, shopId, { from: AT, to: AT }, AT);
}

/** What `putBackfill` left, as a step would find it. */
function mark({ campaignId }: Keys) {
  return { id: campaignId, state: 'requested' as const, byteOffset: 0n };
}

async function row(tx: Tx, shopId: number, keys: Keys): Promise<backfill.BackfillRow> {
  const found = await backfill.findBackfill(tx, shopId);
  return { ...(found as backfill.BackfillRow), ...mark(keys), attempts: 0 };
}

// A new row of its own needs nobody's keys; `plantCapture` has called these.
const ofItsOwn: Call = async () => undefined;
const otherRun = 1n;

/** Every function of the stores of backfill, reconciliation, rules and aliases, called with somebody's keys. */
export const CAPTURE_CALLS: Record<string, { module: object; calls: Record<string, Call> }> = {
  backfill: {
    module: backfill,
    calls: {
      findBackfill: (tx, shop) => backfill.findBackfill(tx, shop),
      putBackfill: ofItsOwn,
      markCollecting: (tx, shop, k) =>
        backfill.markCollecting(tx, shop, mark(k), { id: 'gid://1', createdAt: AT }),
      markFound: (tx, shop, k) => backfill.markFound(tx, shop, mark(k), 1),
      markDownloading: (tx, shop, k) =>
        backfill.markDownloading(tx, shop, mark(k), { url: 'x', fileBytes: 1n, ordersTotal: 1 }),
      markRead: (tx, shop, k) =>
        backfill.markRead(tx, shop, mark(k), { upTo: 1n, applied: 1, refused: 0 }),
      markFileLost: async (tx, shop, k) => backfill.markFileLost(tx, shop, await row(tx, shop, k)),
      markBrokenOff: async (tx, shop, k) =>
        backfill.markBrokenOff(tx, shop, await row(tx, shop, k), { search: '', requestedAt: AT }),
      markEnded: (tx, shop, k) => backfill.markEnded(tx, shop, mark(k), null),
      // Asks for all shops, as a schedule does.
      stuckBackfills: ofItsOwn,
    },
  },
  rules: {
    module: rules,
    calls: {
      getChannelRules: (tx, shop) => rules.getChannelRules(tx, shop),
      putChannelRules: (tx, shop) => rules.putChannelRules(tx, shop, []),
    },
  },
  aliases: {
    module: aliases,
    calls: {
      insertUtmAlias: (tx, shop, k) =>
        aliases.insertUtmAlias(tx, shop, NAME, {
          influencerId: k.influencerId,
          collaborationId: null,
        }),
      hasUtmAlias: (tx, shop) => aliases.hasUtmAlias(tx, shop, NAME),
    },
  },
  rebuild: {
    module: rebuild,
    calls: {
      markAllForRebuild: (tx, shop) => rebuild.markAllForRebuild(tx, shop),
      markForRebuild: ofItsOwn,
      takeForRebuild: (tx, shop) => rebuild.takeForRebuild(tx, shop, 10),
      shopsToRebuild: ofItsOwn,
      ordersWithCode: (tx, shop) => rebuild.ordersWithCode(tx, shop, 'JANE10'),
      ordersWithUtm: (tx, shop) => rebuild.ordersWithUtm(tx, shop, NAME),
    },
  },
  reconciliation: {
    module: reconciliation,
    calls: {
      reconciledUpTo: (tx, shop) => reconciliation.reconciledUpTo(tx, shop),
      beginRun: ofItsOwn,
      recordCounts: (tx, shop) => reconciliation.recordCounts(tx, shop, otherRun, COUNTS),
      endRun: (tx, shop) => reconciliation.endRun(tx, shop, otherRun, null),
      listRuns: (tx, shop) => reconciliation.listRuns(tx, shop, 5),
      forgetRuns: (tx, shop) => reconciliation.forgetRuns(tx, shop, new Date()),
      knownChanges: async (tx, shop) => [
        ...(await reconciliation.knownChanges(tx, shop, [1n])).keys(),
      ],
    },
  },
};
