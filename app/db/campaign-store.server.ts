import type { Campaign } from '@prisma/client';
import type { CampaignDraft } from '#app/domain/campaign-draft.ts';
import type { Tx } from './client.server.ts';

export type CampaignRow = Campaign;

/** Null when the shop has no such campaign. */
export function getCampaign(tx: Tx, shopId: number, id: string): Promise<CampaignRow | null> {
  return tx.campaign.findUnique({ where: { shopId_id: { shopId, id } } });
}

/** Amounts are in `currency`. Breaks a unique key when another campaign has this UTM name. */
export async function insertCampaign(
  tx: Tx,
  shopId: number,
  id: string,
  currency: string,
  draft: CampaignDraft,
): Promise<void> {
  await tx.campaign.create({ data: { shopId, id, currency, ...columnsOf(draft) } });
}

/** False when the shop has no such campaign. Breaks a unique key as `insertCampaign` does. */
export async function replaceCampaign(
  tx: Tx,
  shopId: number,
  id: string,
  draft: CampaignDraft,
): Promise<boolean> {
  const { count } = await tx.campaign.updateMany({
    where: { shopId, id },
    data: columnsOf(draft),
  });
  return count > 0;
}

function columnsOf(draft: CampaignDraft) {
  return {
    name: draft.name,
    goal: draft.goal,
    startsOn: new Date(draft.startsOn),
    endsOn: draft.endsOn === null ? null : new Date(draft.endsOn),
    budgetMinor: draft.budgetMinor,
    targetCpaMinor: draft.targetCpaMinor,
    targetRoasHundredths: draft.targetRoasHundredths,
    utmCampaign: draft.utmCampaign,
  };
}
