import { prisma } from '#app/db/client.server.ts';
import { toSlug } from '#app/domain/slug.ts';
import { shareLinks } from '#app/views/share-links.ts';
import { CAMPAIGNS } from './plan/campaigns.ts';
import { COLLABORATIONS } from './plan/collaborations.ts';
import { INFLUENCERS } from './plan/influencers.ts';

/** What the app has given one planned collaboration to hand out. Paths are those of the storefront. */
export type Addresses = {
  readonly influencerId: string;
  readonly influencer: string;
  readonly collaborationId: string;
  readonly code: string;
  /** Path and query of the tracking link. */
  readonly link: string;
  readonly linkSlug: string;
  readonly pageHandle: string;
  readonly isLive: boolean;
};

/** By key of the plan. Collaborations that the app does not have are left out. */
export async function addressesOf(shopId: number): Promise<Map<string, Addresses>> {
  const rows = await prisma().collaboration.findMany({
    where: { shopId },
    include: {
      influencer: true,
      campaign: true,
      codes: true,
      link: true,
      page: true,
      objects: true,
    },
  });
  const names = new Map(INFLUENCERS.map(({ key, name }) => [key, name]));
  const campaigns = new Map(CAMPAIGNS.map(({ key, name }) => [key, toSlug(name)]));
  const addresses = new Map<string, Addresses>();
  for (const planned of COLLABORATIONS) {
    const row = rows.find(
      ({ influencer, campaign }) =>
        influencer.name === names.get(planned.influencer) &&
        campaign.utmCampaign === campaigns.get(planned.campaign),
    );
    const [code] = row?.codes ?? [];
    const tracking = row ? shareLinks('', row).tagged : null;
    if (!row || !code || !row.link || !row.page || tracking === null) continue;
    addresses.set(planned.key, {
      influencerId: row.influencerId,
      influencer: row.influencer.name,
      collaborationId: row.id,
      code: code.code,
      link: tracking,
      linkSlug: row.link.slug,
      pageHandle: row.page.handle,
      isLive: row.objects.every(({ state }) => state === 'live'),
    });
  }
  return addresses;
}
