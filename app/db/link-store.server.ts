import type { Utm } from '#app/domain/utm.ts';
import type { Tx } from './client.server.ts';

/** `destination` is a path on the storefront. */
export type NewLink = { slug: string; collaborationId: string; destination: string; utm: Utm };

export async function insertLinks(
  tx: Tx,
  shopId: number,
  links: readonly NewLink[],
): Promise<void> {
  await tx.trackingLink.createMany({
    data: links.map(({ slug, collaborationId, destination, utm }) => ({
      shopId,
      slug,
      collaborationId,
      destination,
      utmSource: utm.source,
      utmMedium: utm.medium,
      utmCampaign: utm.campaign,
      utmContent: utm.content,
      utmTerm: utm.term,
    })),
  });
}

/** Where the link of a collaboration leads from now on. False when the shop has none. */
export async function setDestination(
  tx: Tx,
  shopId: number,
  collaborationId: string,
  destination: string,
): Promise<boolean> {
  const { count } = await tx.trackingLink.updateMany({
    where: { shopId, collaborationId },
    data: { destination },
  });
  return count > 0;
}
