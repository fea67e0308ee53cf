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

/**
 * Takes the link of a collaboration from one destination to another. One that leads elsewhere by now was put there by
 * the merchant and stays. Returns whether it moved.
 */
export async function moveDestination(
  tx: Tx,
  shopId: number,
  collaborationId: string,
  from: string,
  to: string,
): Promise<boolean> {
  const { count } = await tx.trackingLink.updateMany({
    where: { shopId, collaborationId, destination: from },
    data: { destination: to },
  });
  return count > 0;
}

/** What a merchant decides about a link. Paths on the storefront. */
export type LinkWish = {
  destination: string;
  appliesCode: boolean;
  expiresAt: Date | null;
  fallback: string | null;
};

/** Changes the link of a collaboration; nobody has looked yet where it leads now. False when the shop has none. */
export async function replaceLink(
  tx: Tx,
  shopId: number,
  collaborationId: string,
  wish: LinkWish,
): Promise<boolean> {
  const { count } = await tx.trackingLink.updateMany({
    where: { shopId, collaborationId },
    data: { ...wish, health: null, healthNote: null, healthCheckedAt: null },
  });
  return count > 0;
}
