import type { CarriedIds } from './carried-ids.ts';
import type { JourneyMoment } from './customer-journey.ts';
import type { StitchEvidence, TiedOrder } from './journey-evidence.ts';
import {
  sightingOfCart,
  sightingOfClick,
  sightingOfLanding,
  sightingOfMoment,
  sightingOfVisit,
} from './sighting.ts';
import { stitch } from './stitch.ts';
import { type MergedVisit, mergeVisits } from './visit-merge.ts';

/** An order as its journey is made from it: its own word, and what ties it to others. */
export type JourneyOrder = TiedOrder & {
  readonly landingSite: string | null;
  readonly referringSite: string | null;
  readonly carried: CarriedIds;
};

/**
 * The visits that led to an order, each once, with everything that saw it. What the order names, or Shopify tells of
 * the browser it was placed in, although it is another customer's who used that browser before, is left out.
 */
export function visitsOfOrder(
  order: JourneyOrder,
  evidence: StitchEvidence,
  moments: readonly JourneyMoment[],
  ownHosts: readonly string[],
): MergedVisit[] {
  const { landingClick, cartClick, cartLink } = order.carried;
  const stitched = stitch({ ...order, landingClick, cartClick }, evidence);
  const { clicks, visits, foreign, isStrangers } = stitched;
  const isForeign = (clickId: string | null) => clickId !== null && foreign.includes(clickId);
  const seen = {
    clicks: clicks.map((click) => sightingOfClick(click, ownHosts)),
    visits: visits.map((visit) => sightingOfVisit(visit, ownHosts)),
    moments: moments
      .filter((moment) => moment.occurredAt <= order.processedAt && !isStrangers(moment))
      .map((moment) => sightingOfMoment(moment, ownHosts)),
  };
  const isKnown = [...seen.clicks, ...seen.visits, ...seen.moments].some(
    ({ clickId }) => clickId === cartClick,
  );
  const saysCart = cartLink !== null && !isForeign(cartClick);
  return mergeVisits({
    ...seen,
    orderAt: order.processedAt,
    landing: isForeign(landingClick) ? null : sightingOfLanding(order, ownHosts),
    // A click that nobody else knows of would only keep the cart's link apart from the visit that it is.
    cart: saysCart ? sightingOfCart(cartLink, isKnown ? cartClick : null) : null,
  });
}
