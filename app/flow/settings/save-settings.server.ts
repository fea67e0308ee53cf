/**
 * Draft → the shop's settings under a new version. Idempotent by its nature, but for the version.
 * Holds: codes, links and pages that exist keep the names they were given.
 */
import { inTransaction } from '#app/db/client.server.ts';
import { putSettings } from '#app/db/settings-store.server.ts';
import { checkDraft } from '../check-draft.ts';
import { type SettingsDraft, settingsDraftSchema } from './settings-draft.ts';

/** @throws AppError invalid_input (details.field) */
export async function saveSettings(shopId: number, settings: SettingsDraft): Promise<void> {
  const draft = checkDraft(settingsDraftSchema, settings);
  await inTransaction((tx) => putSettings(tx, shopId, draft));
}
