import type { Owner } from './owner.ts';
import type { Utm } from './utm.ts';
import { closestAlias, type UtmAlias } from './utm-name.ts';

/** By what influencers may be known, each once. */
export type Traces = {
  readonly codeKeys: readonly string[];
  readonly linkSlugs: readonly string[];
  readonly landingHandles: readonly string[];
  /** Sources, in lower case, of visits whose UTM medium is "influencer". */
  readonly utmInfluencers: readonly string[];
  /** UTM sources as `utmKey` writes them. */
  readonly utmSources: readonly string[];
};

/** Whose the traces are; what is nobody's is missing. */
export type TraceOwners = {
  readonly byCode: ReadonlyMap<string, Owner>;
  readonly byLink: ReadonlyMap<string, Owner>;
  readonly byPage: ReadonlyMap<string, Owner>;
  /** Influencers by the name that stands in UTM, with their collaborations by the campaign's. */
  readonly byName: ReadonlyMap<string, NamedInfluencer>;
  readonly aliases: readonly UtmAlias[];
};

export type NamedInfluencer = {
  readonly influencerId: string;
  readonly collaborations: ReadonlyMap<string, string>;
};

/** The name of an influencer in UTM values; null where the medium is another. */
export function utmInfluencer({ source, medium }: Utm): string | null {
  return medium?.trim().toLowerCase() === 'influencer' ? (source?.toLowerCase() ?? null) : null;
}

/** Whose a visit is by its UTM values: by her name, else by the values that a merchant gave her. */
export function ownerByUtm({ byName, aliases }: TraceOwners, utm: Utm): Owner | null {
  const named = byName.get(utmInfluencer(utm) ?? '');
  if (named) {
    const { influencerId, collaborations } = named;
    const collaborationId = collaborations.get(utm.campaign?.toLowerCase() ?? '') ?? null;
    return { influencerId, collaborationId };
  }
  const closest = closestAlias(utm, aliases);
  return (
    closest && { influencerId: closest.influencerId, collaborationId: closest.collaborationId }
  );
}
