import type { CollaborationReport } from '#app/db/report-store-campaigns.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { offerFromColumn } from '#app/domain/offer-column.ts';
import type { Format, PlatformName } from '#app/domain/platform-name.ts';
import { type ShownOffer, shownOffer } from './offer-shown.ts';
import { type ShareLinks, shareLinks } from './share-links.ts';
import { type ShownInstant, shownInstantOrNull } from './shown.ts';

/** `provisioning`: its code, page and link are being made in Shopify. */
export type ShownStatus = CollaborationReport['status'];
type Part = CollaborationReport['objects'][number];

/** One thing that should exist in Shopify for a collaboration. */
export type ShownObject = {
  readonly kind: Part['kind'];
  readonly state: Part['state'];
  /** What went wrong, in a sentence; null when nothing did. */
  readonly problem: string | null;
  readonly attempts: number;
  readonly checkedAt: ShownInstant | null;
};

export type ShownCollaboration = {
  readonly id: string;
  readonly influencer: { readonly id: string; readonly name: string };
  readonly campaign: { readonly id: string; readonly name: string };
  readonly status: ShownStatus;
  readonly platform: PlatformName;
  readonly format: Format;
  readonly offer: ShownOffer;
  readonly welcomeText: string;
  readonly featuredProducts: number;
  readonly codes: readonly { readonly code: string; readonly adopted: boolean }[];
  readonly links: ShareLinks;
  readonly objects: readonly ShownObject[];
  /** Something is gone from Shopify, or could not be made. */
  readonly needsRepair: boolean;
};

/**
 * Whether its code, page and link are still on their way by themselves. Where one could not be made, the others wait
 * for a person too.
 */
export function isUnderway({
  status,
  objects,
}: Pick<CollaborationReport, 'status' | 'objects'>): boolean {
  if (objects.some(({ state }) => state === 'failed')) return false;
  return status === 'provisioning' || objects.some(({ state }) => state === 'intended');
}

export function shownCollaboration(
  row: CollaborationReport,
  shop: Pick<ShopRow, 'primaryUrl' | 'currency' | 'timeZone'>,
): ShownCollaboration {
  return {
    id: row.id,
    influencer: { id: row.influencer.id, name: row.influencer.name },
    campaign: { id: row.campaign.id, name: row.campaign.name },
    status: row.status,
    platform: row.platform as PlatformName,
    format: row.format as Format,
    offer: shownOffer(offerFromColumn(row.offer), shop.currency, shop.timeZone),
    welcomeText: row.welcomeText,
    featuredProducts: Array.isArray(row.featuredProductIds) ? row.featuredProductIds.length : 0,
    codes: row.codes.map(({ code, adopted }) => ({ code, adopted })),
    links: shareLinks(shop.primaryUrl, row),
    objects: row.objects.map((object) => ({
      kind: object.kind,
      state: object.state,
      problem: object.errorMessage,
      attempts: object.attempts,
      checkedAt: shownInstantOrNull(object.checkedAt, shop.timeZone),
    })),
    needsRepair: row.objects.some(({ state }) => state === 'missing' || state === 'failed'),
  };
}
