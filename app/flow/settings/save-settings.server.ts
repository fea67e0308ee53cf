/**
 * Draft → the shop's settings under a new version; another question makes every order's touchpoints anew.
 * Idempotent by its nature, but for the version.
 * Holds: codes, links and pages that exist keep the names they were given.
 */
import { inTransaction } from '#app/db/client.server.ts';
import { lockOrders } from '#app/db/order-store.server.ts';
import { getSettings, putSettings } from '#app/db/settings-store.server.ts';
import { markAllForRebuild } from '#app/db/touch-rebuild-store.server.ts';
import { checkDraft } from '#app/domain/check-draft.ts';
import { type SettingsDraft, settingsDraftSchema } from '#app/domain/settings-draft.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** @throws AppError invalid_input (details.field) */
export async function saveSettings(shopId: number, settings: SettingsDraft): Promise<void> {
  const draft = checkDraft(settingsDraftSchema, settings);
  await inTransaction(async (tx) => {
    // An order that is being written by the old settings is waited for, and marked with the rest.
    await lockOrders(tx, shopId);
    const { surveyAttribute } = await getSettings(tx, shopId);
    await putSettings(tx, shopId, draft);
    if (surveyAttribute !== draft.surveyAttribute) {
      await markAllForRebuild(tx, shopId);
      await enqueue(tx, 'rebuild-touches', { shopId });
    }
  });
}
