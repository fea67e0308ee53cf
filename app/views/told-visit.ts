import type { StoredVisit } from '#app/db/channel-visit-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { clickIdFromUrl, linkIdFromUrl } from '#app/domain/utm.ts';
import { pathOf } from '#app/domain/visit-address.ts';

/** A stored visit as rules see it. Link and click ids stand in the order's own landing: they are taken for the visit that began there. */
export function storedVisit(shop: ShopRow, row: StoredVisit) {
  const { landingSite, landingPath, referrerHost } = row;
  const landing = pathOf(landingSite) === landingPath ? landingSite : null;
  return {
    clickId: clickIdFromUrl(landing),
    linkId: linkIdFromUrl(landing),
    landingPath,
    referrerHost,
    ownHosts: hostsOf(shop),
    utm: {
      source: row.utmSource,
      medium: row.utmMedium,
      campaign: row.utmCampaign,
      content: row.utmContent,
      term: row.utmTerm,
    },
  };
}

/** The hosts of the shop's own pages. */
export function hostsOf(shop: ShopRow): string[] {
  const host = URL.parse(shop.primaryUrl)?.hostname;
  return host ? [shop.domain, host] : [shop.domain];
}
