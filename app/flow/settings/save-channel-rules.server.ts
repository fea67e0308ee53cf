/**
 * Draft → the shop's channel rules, in place of all before; every order's touchpoints are made anew by them.
 * Idempotent by its nature.
 * Holds: known influencers stay influencers, whatever a rule says.
 */
import { putChannelRules } from '#app/db/channel-rule-store.server.ts';
import { inTransaction } from '#app/db/client.server.ts';
import { lockOrders } from '#app/db/order-store.server.ts';
import { markAllForRebuild } from '#app/db/touch-rebuild-store.server.ts';
import { type ChannelRulesDraft, channelRulesSchema } from '#app/domain/channel-rule-draft.ts';
import { checkDraft } from '#app/domain/check-draft.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** @throws AppError invalid_input (details.field) */
export async function saveChannelRules(shopId: number, draft: ChannelRulesDraft): Promise<void> {
  const rules = checkDraft(channelRulesSchema, draft);
  await inTransaction(async (tx) => {
    // An order that is being written by the old rules is waited for, and marked with the rest.
    await lockOrders(tx, shopId);
    await putChannelRules(tx, shopId, rules);
    await markAllForRebuild(tx, shopId);
    await enqueue(tx, 'rebuild-touches', { shopId });
  });
}
