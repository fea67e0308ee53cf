import { prisma } from '#app/db/client.server.ts';
import { findOwners } from '#app/db/owner-store.server.ts';
import { namesOfInfluencers } from '#app/db/report-store-influencers.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { CHANNEL_LABEL, classifyChannel } from '#app/domain/channel.ts';
import { type ChannelRule, ruleMet } from '#app/domain/channel-rule.ts';
import { sightingOfLanding } from '#app/domain/sighting.ts';
import type { MergedVisit } from '#app/domain/visit-merge.ts';
import { factsOfVisit, ownerOfVisit, tracesOf, type VisitFacts } from '#app/domain/visit-traces.ts';
import { hostsOf } from './told-visit.ts';

/** What became of a visit that was tried out. */
export type ChannelTrial = {
  readonly channel: string;
  /** By what, as a sentence. */
  readonly because: string;
  /** What was read of the visit; only what it tells. */
  readonly read: readonly { readonly term: string; readonly description: string }[];
};

/**
 * Which channel a visit to `address` (a URL, or a path on the storefront) from `referrer` (a URL or a host; empty for
 * none) has by these rules, which need not be saved.
 */
export async function channelTrial(
  shop: ShopRow,
  rules: readonly ChannelRule[],
  { address, referrer }: { address: string; referrer: string },
): Promise<ChannelTrial> {
  const ownHosts = hostsOf(shop);
  const landing = { landingSite: landingOf(address), referringSite: readable(referrer) };
  const seen = sightingOfLanding(landing, ownHosts);
  if (!seen) return { channel: CHANNEL_LABEL.direct, because: BY_GROUPS, read: [] };
  const visit: MergedVisit = [seen];
  const facts = factsOfVisit(visit);
  const read = toldBy(facts);
  const owners = await findOwners(prisma(), shop.id, tracesOf([visit], []));
  const owner = ownerOfVisit(visit, owners);
  if (owner) {
    const [her] = await namesOfInfluencers(prisma(), shop.id, [owner.influencerId]);
    const because = `It belongs to ${her?.name ?? 'an influencer'}: influencers come before every rule.`;
    return { channel: CHANNEL_LABEL.influencer, because, read };
  }
  const place = ruleMet(rules, facts);
  const ruled = place === null ? null : rules[place];
  if (ruled) {
    const because = `By your rule ${(place ?? 0) + 1}.`;
    return { channel: CHANNEL_LABEL[ruled.channel], because, read };
  }
  const channel = classifyChannel({ ...facts, isInfluencer: false, ownHosts });
  const because = facts.isReturn ? `${BY_GROUPS} ${OWN_REFERRER}` : BY_GROUPS;
  return { channel: CHANNEL_LABEL[channel], because, read };
}

const BY_GROUPS = 'No rule of yours is met, so the standard groups below decide.';
const OWN_REFERRER = 'It came from your own shop or a payment page, which counts as no referrer.';

/** What can be looked for in the database: whole characters, and no zero bytes. */
function readable(text: string): string | null {
  return text.replaceAll('\0', '').trim().toWellFormed() || null;
}

/** Path and query of an address, with or without the shop before them. */
function landingOf(address: string): string | null {
  const text = readable(address);
  if (text === null || text.includes('://') || text.startsWith('/')) return text;
  const path = text.replace(/^[^/?#]+\.[^/?#]+/, '');
  return path.startsWith('/') ? path : `/${path}`;
}

function toldBy({ utm, referrerHost, landingPath, linkId, clickId }: VisitFacts) {
  const told: [string, string | null][] = [
    ['UTM source', utm.source],
    ['UTM medium', utm.medium],
    ['UTM campaign', utm.campaign],
    ['Referrer', referrerHost],
    ['Landing path', landingPath],
    ['Link id', linkId],
    ['Advertising click id', clickId?.param ?? null],
  ];
  return told.flatMap(([term, description]) => (description ? [{ term, description }] : []));
}
