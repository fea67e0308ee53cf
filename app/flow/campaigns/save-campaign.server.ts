/**
 * Draft → campaign. Idempotent by id; a new one is unique by its UTM name.
 * Holds: a campaign keeps the currency that the shop had when it was made.
 */
import { v7 as newId } from 'uuid';
import { insertCampaign, replaceCampaign } from '#app/db/campaign-store.server.ts';
import { inTransaction, type Tx } from '#app/db/client.server.ts';
import { getShop } from '#app/db/shop-store.server.ts';
import { orConflict } from '#app/db/unique-violation.server.ts';
import { type CampaignDraft, campaignDraftSchema } from '#app/domain/campaign-draft.ts';
import { checkAmount, checkDraft, checkId, notFound } from '#app/domain/check-draft.ts';

/**
 * Creates a campaign, or replaces the one with `id`. Links that were made before keep the UTM name they had.
 * @throws AppError invalid_input (details.field), conflict (UTM name taken), not_found
 */
export async function saveCampaign(
  shopId: number,
  draft: CampaignDraft,
  id?: string,
): Promise<{ id: string }> {
  const checked = checkDraft(campaignDraftSchema, draft);
  checkAmount(checked.budgetMinor, 'budgetMinor');
  checkAmount(checked.targetCpaMinor, 'targetCpaMinor');
  const write = async (tx: Tx) => {
    if (id === undefined) {
      const fresh = newId();
      const { currency } = await getShop(tx, shopId);
      await insertCampaign(tx, shopId, fresh, currency, checked);
      return { id: fresh };
    }
    const known = checkId(id, 'The campaign');
    if (!(await replaceCampaign(tx, shopId, known, checked))) throw notFound('The campaign');
    return { id: known };
  };
  return orConflict(
    () => inTransaction(write),
    `Another campaign already uses “${checked.utmCampaign}” as its UTM campaign. Choose another name.`,
    'utmCampaign',
  );
}
