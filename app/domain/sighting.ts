import { isSelfReferral } from './channel.ts';
import type { JourneyMoment } from './customer-journey.ts';
import type { JoinedBy } from './journey-evidence.ts';
import type { StitchedClick, StitchedVisit } from './stitch.ts';
import { linkClickFromUrl, linkIdFromUrl, type Utm, utmFromUrl } from './utm.ts';
import { hasUtm, hostOf, pathOf } from './visit-address.ts';

/** Who saw a touchpoint. */
export type TouchSource =
  | 'link_click'
  | 'pixel'
  | 'shopify_journey'
  | 'landing_site'
  | 'cart'
  | 'code'
  | 'survey';

/** One visit as one source saw it. */
export type Sighting = {
  readonly source: TouchSource;
  /** Unique among the sightings of an order: `click:<id>`, `visit:<id>`, `moment:<id>`, `landing` or `link`. */
  readonly key: string;
  /** Null: before the order, nobody knows when. */
  readonly at: Date | null;
  readonly joinedBy: JoinedBy | null;
  readonly visitorId: string | null;
  /** The click on a tracking link that it was. */
  readonly clickId: string | null;
  readonly slug: string | null;
  /** Path and query. */
  readonly address: string | null;
  readonly path: string | null;
  readonly utm: Utm;
  readonly referrerHost: string | null;
  /** It came back from the shop's own pages or a payment page. */
  readonly isReturn: boolean;
  /** Name of an advertising click id that only the door saw. */
  readonly adClick: string | null;
};

type Seen = Pick<Sighting, 'source' | 'key' | 'at'> & Partial<Sighting>;

export function sightingOfClick(click: StitchedClick, ownHosts: readonly string[]): Sighting {
  const { clickId, slug, occurredAt, address, joinedBy, visitorId, adClick } = click;
  const seen = { source: 'link_click', key: `click:${clickId}`, at: occurredAt } as const;
  return {
    ...sighting({ ...seen, address }, click.referrerHost, ownHosts),
    ...{ clickId, slug, joinedBy, visitorId, adClick },
  };
}

export function sightingOfVisit(visit: StitchedVisit, ownHosts: readonly string[]): Sighting {
  const { eventId, visitorId, occurredAt, url, referrer, joinedBy } = visit;
  const seen = { source: 'pixel', key: `visit:${eventId}`, at: occurredAt } as const;
  return sighting({ ...seen, address: url, visitorId, joinedBy }, referrer, ownHosts);
}

export function sightingOfMoment(moment: JourneyMoment, ownHosts: readonly string[]): Sighting {
  const { momentId, occurredAt, landingPage, referrerUrl } = moment;
  const seen = { source: 'shopify_journey', key: `moment:${momentId}`, at: occurredAt } as const;
  const told = sighting({ ...seen, address: landingPage }, referrerUrl, ownHosts);
  return hasUtm(moment.utm) ? { ...told, utm: moment.utm } : told;
}

/** Null where the order tells nothing of a landing. */
export function sightingOfLanding(
  order: { readonly landingSite: string | null; readonly referringSite: string | null },
  ownHosts: readonly string[],
): Sighting | null {
  const { landingSite, referringSite } = order;
  if (landingSite === null && hostOf(referringSite) === null) return null;
  const seen = { source: 'landing_site', key: 'landing', at: null } as const;
  return sighting({ ...seen, address: landingSite }, referringSite, ownHosts);
}

/** The link that an order's cart names. */
export function sightingOfCart(slug: string, clickId: string | null): Sighting {
  const seen = sighting({ source: 'cart', key: 'link', at: null }, null, []);
  return { ...seen, slug, clickId, joinedBy: 'cart' };
}

function sighting(seen: Seen, referrer: string | null, ownHosts: readonly string[]): Sighting {
  const host = hostOf(referrer);
  const isReturn = isSelfReferral(host, ownHosts);
  const address = seen.address ?? null;
  return {
    joinedBy: null,
    visitorId: null,
    clickId: linkClickFromUrl(address),
    slug: linkIdFromUrl(address),
    path: pathOf(address),
    utm: utmFromUrl(address),
    adClick: null,
    ...seen,
    address,
    referrerHost: isReturn ? null : host,
    isReturn,
  };
}
