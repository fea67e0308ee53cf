/**
 * Draft → the shop's attribution rules under a new version, and a replay of all orders by them: the figures go by the
 * old ones until it is done, and then by the new ones all at once. Rules like those in force, or like those that a
 * replay is already bringing, change nothing. Idempotent by that.
 * Holds: a version is never changed. Where a window becomes wider than any before, touchpoints are made anew, since
 * they only went back so far.
 */
import {
  insertRules,
  rulesInForce,
  rulesOfVersion,
  type VersionedRules,
  widestEver,
} from '#app/db/attribution-rules-store.server.ts';
import { lockOrders } from '#app/db/order-store.server.ts';
import { beginReplay, findReplay, lockAttribution } from '#app/db/replay-store.server.ts';
import { inStatements, type Statements } from '#app/db/statements.server.ts';
import { markAllForRebuild } from '#app/db/touch-rebuild-store.server.ts';
import { type AttributionRules, sameRules, widestWindow } from '#app/domain/attribution-rules.ts';
import { attributionRulesSchema } from '#app/domain/attribution-rules-draft.ts';
import { checkDraft } from '#app/domain/check-draft.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** @throws AppError invalid_input (details.field) */
export async function saveAttributionRules(
  shopId: number,
  draft: AttributionRules,
): Promise<{ version: number; isNew: boolean }> {
  const rules = checkDraft(attributionRulesSchema, draft);
  return inStatements(async (tx) => {
    // Whatever is being written by the old rules is waited for, and counted with the rest.
    await lockOrders(tx, shopId);
    await lockAttribution(tx, shopId);
    const now = await rulesToCome(tx, shopId);
    if (sameRules(now.rules, rules)) return { version: now.version, isNew: false };
    const isWider = widestWindow(rules) > (await widestEver(tx, shopId));
    const version = await insertRules(tx, shopId, rules);
    await beginReplay(tx, shopId, version);
    await enqueue(tx, 'replay-attribution', { shopId });
    if (isWider) {
      await markAllForRebuild(tx, shopId);
      await enqueue(tx, 'rebuild-touches', { shopId });
    }
    return { version, isNew: true };
  });
}

/** The rules that will be in force once a running replay is done. */
async function rulesToCome(tx: Statements, shopId: number): Promise<VersionedRules> {
  const replay = await findReplay(tx, shopId);
  if (replay?.state !== 'running') return rulesInForce(tx, shopId);
  const { rulesVersion: version } = replay;
  return { version, rules: await rulesOfVersion(tx, shopId, version) };
}
