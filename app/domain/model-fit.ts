import { sourceOf } from './attribution-model.ts';
import { type ChannelRule, channelOfVisit } from './channel-rule.ts';
import {
  type DataDrivenFit,
  DEFAULT_MINIMUM,
  fitDataDriven,
  type MinimumSample,
} from './models/data-driven.ts';
import { PathTableBuilder } from './models/path-table-builder.ts';
import type { Sighting } from './sighting.ts';
import type { TraceOwners } from './trace-owner.ts';
import { hasUtm } from './visit-address.ts';
import { factsOfVisit, ownerOfVisit } from './visit-traces.ts';

/** How many days of journeys a fit learns from. */
export const FIT_DAYS = 90;

/** Equal journeys: the sources on the way, and how many they are. */
export type EqualJourneys = { readonly sources: readonly string[]; readonly journeys: number };

/** What a fit says of a source: its removal effect, its part of all credit, and the middle 95 % of that part. */
export type SourceFit = {
  readonly effect: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
};

export type ShopFit = {
  /** `fallback`: too little was seen, and the model shares by position. */
  readonly basis: 'markov' | 'fallback';
  /** Journeys that converted, and all of them. */
  readonly sample: MinimumSample;
  readonly minimum: number;
  readonly sources: Readonly<Record<string, SourceFit>>;
};

/** The same journeys give the same interval. */
const BOOTSTRAP = { replicates: 100, seed: 1 };

/** The sample that the model asks for where a merchant says nothing else. */
export const DEFAULT_MINIMUM_CONVERSIONS = DEFAULT_MINIMUM.markov.conversions;

/**
 * A shop's journeys → what the Markov model learns from them (order 1). `lost` holds the journeys of visitors who
 * did not buy. Under `minimum` conversions the effects are there to look at, but not used.
 */
export function fitShop(
  converting: readonly EqualJourneys[],
  lost: readonly EqualJourneys[],
  minimum: number = DEFAULT_MINIMUM_CONVERSIONS,
): ShopFit {
  const builder = new PathTableBuilder({ merge: true });
  const steps = (sources: readonly string[]) => sources.map((source) => builder.source(source));
  for (const { sources, journeys } of converting) {
    builder.add(steps(sources), { conversions: journeys, value: 0, nulls: 0 });
  }
  for (const { sources, journeys } of lost) {
    builder.add(steps(sources), { conversions: 0, value: 0, nulls: journeys });
  }
  const table = builder.build();
  const asked = { conversions: minimum, journeys: minimum };
  const told = fitDataDriven('markov', table, { minimum: asked });
  if (told.basis === 'fallback') return shopFit(told, 'fallback', minimum);
  return shopFit(
    fitDataDriven('markov', table, { minimum: asked, bootstrap: BOOTSTRAP }),
    'markov',
    minimum,
  );
}

function shopFit(fit: DataDrivenFit, basis: ShopFit['basis'], minimum: number): ShopFit {
  const sources = fit.sources.map((source, place): [string, SourceFit] => {
    const share = fit.shares[place] ?? 0;
    return [
      source,
      {
        effect: fit.effects[place] ?? 0,
        share,
        low: fit.interval?.low[place] ?? share,
        high: fit.interval?.high[place] ?? share,
      },
    ];
  });
  return { basis, sample: fit.sample, minimum, sources: Object.fromEntries(sources) };
}

/**
 * The sources of a visitor's visits, in their order: what an order's touchpoints would have been. Visits that only
 * came back from the shop's own pages or a payment page are none.
 */
export function sourcesOfVisits(
  visits: readonly Sighting[],
  owners: TraceOwners,
  ownHosts: readonly string[],
  rules: readonly ChannelRule[],
): string[] {
  return visits.flatMap((seen) => {
    const facts = factsOfVisit([seen]);
    const owner = ownerOfVisit([seen], owners);
    const tellsNothing = !hasUtm(facts.utm) && facts.clickId === null;
    if (owner === null && facts.isReturn && tellsNothing) return [];
    const channel = channelOfVisit({ ...facts, isInfluencer: owner !== null, ownHosts }, rules);
    return [sourceOf({ influencerId: owner?.influencerId ?? null, channel })];
  });
}
