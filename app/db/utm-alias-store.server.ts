import type { Owner } from '#app/domain/owner.ts';
import type { UtmName } from '#app/domain/utm-name.ts';
import type { Tx } from './client.server.ts';

/** Makes UTM values an influencer's. Breaks a unique key when they are somebody's already. */
export async function insertUtmAlias(
  tx: Tx,
  shopId: number,
  { source, medium, campaign }: UtmName,
  { influencerId, collaborationId }: Owner,
): Promise<void> {
  await tx.utmAlias.create({
    data: {
      shopId,
      sourceKey: source,
      mediumKey: medium ?? '',
      campaignKey: campaign ?? '',
      influencerId,
      collaborationId,
    },
  });
}

/** Whether these very values are somebody's. */
export async function hasUtmAlias(
  tx: Tx,
  shopId: number,
  { source, medium, campaign }: UtmName,
): Promise<boolean> {
  const key = { sourceKey: source, mediumKey: medium ?? '', campaignKey: campaign ?? '' };
  return (await tx.utmAlias.count({ where: { shopId, ...key } })) > 0;
}
