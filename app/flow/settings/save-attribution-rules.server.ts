/**
 * Draft → the shop's attribution rules under a new version, and every order due for attribution by them; rules like
 * those in force change nothing. Idempotent by that.
 * Holds: a version is never changed. Where a window becomes wider than any before, touchpoints are made anew, since
 * they only went back so far.
 */
import {
  insertRules,
  putRulesInForce,
  rulesInForce,
  widestEver,
} from '#app/db/attribution-rules-store.server.ts';
import { markAllOrdersDue } from '#app/db/attribution-store.server.ts';
import { lockOrders } from '#app/db/order-store.server.ts';
import { inStatements } from '#app/db/statements.server.ts';
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
    // An order that is being written by the old rules is waited for, and counted with the rest.
    await lockOrders(tx, shopId);
    const now = await rulesInForce(tx, shopId);
    if (sameRules(now.rules, rules)) return { version: now.version, isNew: false };
    const isWider = widestWindow(rules) > (await widestEver(tx, shopId));
    const version = await insertRules(tx, shopId, rules);
    await putRulesInForce(tx, shopId, version);
    await markAllOrdersDue(tx, shopId);
    await enqueue(tx, 'attribute-orders', { shopId });
    if (isWider) {
      await markAllForRebuild(tx, shopId);
      await enqueue(tx, 'rebuild-touches', { shopId });
    }
    return { version, isNew: true };
  });
}
