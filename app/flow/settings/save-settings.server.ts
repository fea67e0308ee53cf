/**
 * Draft → the shop's settings under a new version; other windows make every order due for attribution again.
 * Idempotent by its nature, but for the version.
 * Holds: codes, links and pages that exist keep the names they were given.
 */
import { markAllOrdersDue } from '#app/db/attribution-store.server.ts';
import { inTransaction } from '#app/db/client.server.ts';
import { getSettings, putSettings } from '#app/db/settings-store.server.ts';
import { checkDraft } from '#app/domain/check-draft.ts';
import { type SettingsDraft, settingsDraftSchema } from '#app/domain/settings-draft.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** @throws AppError invalid_input (details.field) */
export async function saveSettings(shopId: number, settings: SettingsDraft): Promise<void> {
  const draft = checkDraft(settingsDraftSchema, settings);
  await inTransaction(async (tx) => {
    const { windows } = await getSettings(tx, shopId);
    await putSettings(tx, shopId, draft);
    const hasOtherWindows =
      windows.influencerDays !== draft.windows.influencerDays ||
      windows.otherDays !== draft.windows.otherDays;
    if (!hasOtherWindows) return;
    await markAllOrdersDue(tx, shopId);
    await enqueue(tx, 'attribute-orders', { shopId });
  });
}
