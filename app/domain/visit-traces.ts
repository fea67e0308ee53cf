import { normaliseCode } from './code-template.ts';
import type { Owner } from './owner.ts';
import { ownerByUtm, type TraceOwners, type Traces, utmInfluencer } from './trace-owner.ts';
import type { ClickId, Utm } from './utm.ts';
import { clickIdFromUrl } from './utm.ts';
import { utmKey } from './utm-name.ts';
import { handleOf, hasUtm } from './visit-address.ts';
import type { MergedVisit } from './visit-merge.ts';

export const NO_UTM: Utm = {
  source: null,
  medium: null,
  campaign: null,
  content: null,
  term: null,
};

/** What a visit tells, by whichever of its sightings is the most exact. */
export type VisitFacts = {
  readonly linkId: string | null;
  readonly landingPath: string | null;
  readonly utm: Utm;
  readonly referrerHost: string | null;
  readonly clickId: ClickId | null;
  /** It only came back from the shop's own pages or a payment page. */
  readonly isReturn: boolean;
};

export function factsOfVisit(visit: MergedVisit): VisitFacts {
  const referrerHost = firstOf(visit, (seen) => seen.referrerHost);
  return {
    linkId: firstOf(visit, ({ slug }) => slug),
    landingPath: firstOf(visit, ({ path }) => path),
    utm: firstOf(visit, ({ utm }) => (hasUtm(utm) ? utm : null)) ?? NO_UTM,
    referrerHost,
    clickId: firstOf(
      visit,
      ({ address, adClick }) => clickIdFromUrl(address) ?? clickIdFromUrl(`?${adClick}=seen`),
    ),
    isReturn: referrerHost === null && visit.some(({ isReturn }) => isReturn),
  };
}

/** The traces to look owners up by. */
export function tracesOf(visits: readonly MergedVisit[], codes: readonly string[]): Traces {
  const all = visits.flat();
  const each = <Trace>(trace: (seen: (typeof all)[number]) => Trace | null) =>
    [...new Set(all.flatMap((seen) => trace(seen) ?? []))] as Trace[];
  return {
    codeKeys: [...new Set(codes.map(normaliseCode))],
    linkSlugs: each(({ slug }) => slug),
    landingHandles: each(({ path }) => handleOf(path)),
    utmInfluencers: each(({ utm }) => utmInfluencer(utm)),
    utmSources: each(({ utm }) => (utm.source === null ? null : utmKey(utm.source))),
  };
}

export type VisitOwner = Owner & { readonly by: 'link_id' | 'landing_page' | 'utm' };

/** Whose a visit is: by the link before the page, and by that before the UTM values. */
export function ownerOfVisit(visit: MergedVisit, owners: TraceOwners): VisitOwner | null {
  const byLink = firstOf(visit, ({ slug }) => owners.byLink.get(slug ?? '') ?? null);
  if (byLink) return { ...byLink, by: 'link_id' };
  const byPage = firstOf(visit, ({ path }) => owners.byPage.get(handleOf(path) ?? '') ?? null);
  if (byPage) return { ...byPage, by: 'landing_page' };
  const byUtm = firstOf(visit, ({ utm }) => ownerByUtm(owners, utm));
  return byUtm && { ...byUtm, by: 'utm' };
}

function firstOf<Value>(
  visit: MergedVisit,
  value: (seen: MergedVisit[number]) => Value | null,
): Value | null {
  for (const seen of visit) {
    const found = value(seen);
    if (found !== null) return found;
  }
  return null;
}
