import { replaceCredit } from '#app/db/attribution-store.server.ts';
import { attributionTerms } from '#app/db/attribution-terms-store.server.ts';
import {
  deleteOldGenerations,
  endReplay,
  findReplay,
  lockAttribution,
  moveReplay,
  ordersToReplay,
  type Replay,
  showReplayed,
} from '#app/db/replay-store.server.ts';
import { inStatements, type Statements } from '#app/db/statements.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import { creditOfOrders } from './credit-of-orders.server.ts';

/** Orders of one transaction, while which new ones of the shop wait. */
const BATCH = 300;
const DELETE_BATCH = 10_000;

/**
 * A shop's replay → one step further: some more orders in the generation that is being made; then that one shown, all
 * at once; then some of the old one deleted; and a job for the next step.
 * Idempotent: a step is taken from the stored place, all or nothing, so that it may break at any point and be taken
 * again. Whatever becomes due meanwhile is attributed into both generations, so none of it is lost or stale.
 * Returns whether there is more to do.
 */
export async function replayAttribution(
  shopId: number,
  { limit = BATCH }: { limit?: number } = {},
): Promise<boolean> {
  return inStatements(async (tx) => {
    await lockAttribution(tx, shopId);
    const replay = await findReplay(tx, shopId);
    if (!replay || replay.state === 'done') return false;
    const isMore = await STEPS[replay.state](tx, shopId, replay, limit);
    if (isMore) await enqueue(tx, 'replay-attribution', { shopId });
    return isMore;
  });
}

type Step = (tx: Statements, shopId: number, replay: Replay, limit: number) => Promise<boolean>;

const STEPS: Readonly<Record<'running' | 'cleaning', Step>> = {
  running: async (tx, shopId, { lastOrderId }, limit) => {
    const orderIds = await ordersToReplay(tx, shopId, lastOrderId, limit);
    const last = orderIds.at(-1);
    if (last === undefined) {
      await showReplayed(tx, shopId);
      return true;
    }
    const terms = await attributionTerms(tx, shopId);
    if (!terms?.next) return false;
    const { heads, credits } = await creditOfOrders(tx, shopId, orderIds, terms, [terms.next]);
    await replaceCredit(tx, shopId, heads, credits);
    await moveReplay(tx, shopId, last, orderIds.length);
    return true;
  },
  cleaning: async (tx, shopId) => {
    if ((await deleteOldGenerations(tx, shopId, DELETE_BATCH)) > 0) return true;
    await endReplay(tx, shopId);
    await enqueue(tx, 'fit-models', { shopId });
    return false;
  },
};
