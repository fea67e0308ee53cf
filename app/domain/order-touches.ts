import { type Channel, isSelfReferral } from './channel.ts';
import { type ChannelRule, channelOfVisit } from './channel-rule.ts';
import { normaliseCode } from './code-template.ts';
import type { TouchKind } from './journey.ts';
import { clickIdFromUrl, linkIdFromUrl, type Utm, utmFromUrl } from './utm.ts';

/** Whose a trace is. The collaboration is null where only the influencer's name was recognised. */
export type Owner = { readonly influencerId: string; readonly collaborationId: string | null };

/** Which rule recognised a touchpoint. */
export type Evidence =
  | 'link_id'
  | 'code'
  | 'landing_page'
  | 'utm'
  | 'click_id'
  | 'referrer'
  | 'none';

/** A touchpoint that follows from an order's own evidence. `sourceKey` names the evidence, once per shop. */
export type OrderTouch = {
  readonly sourceKey: string;
  readonly kind: TouchKind;
  readonly occurredAt: Date;
  readonly channel: Channel;
  readonly influencerId: string | null;
  readonly collaborationId: string | null;
  readonly utm: Utm;
  readonly referrerHost: string | null;
  readonly landingPath: string | null;
  readonly code: string | null;
  readonly evidence: Evidence;
};

/** What of an order tells where its buyer came from. */
export type OrderEvidence = {
  readonly orderId: bigint;
  readonly processedAt: Date;
  readonly landingSite: string | null;
  readonly referringSite: string | null;
  /** Codes in the order's own order. */
  readonly codes: readonly string[];
};

/** The owners of the order's traces, null where nobody's. */
export type EvidenceOwners = {
  readonly byCode: ReadonlyMap<string, Owner>;
  readonly byLink: Owner | null;
  readonly byPage: Owner | null;
  readonly byUtm: Owner | null;
};

const NO_UTM: Utm = { source: null, medium: null, campaign: null, content: null, term: null };

/** The traces to look owners up by. UTM counts only where the medium is "influencer". */
export function tracesOf(order: OrderEvidence) {
  const utm = utmFromUrl(order.landingSite);
  const isInfluencer = utm.medium?.trim().toLowerCase() === 'influencer';
  return {
    codeKeys: [...new Set(order.codes.map(normaliseCode))],
    linkSlug: linkIdFromUrl(order.landingSite),
    landingHandle: handleOf(pathOf(order.landingSite)),
    utmInfluencer: isInfluencer ? (utm.source?.toLowerCase() ?? null) : null,
    utmCampaign: utm.campaign?.toLowerCase() ?? null,
    utm,
  };
}

/**
 * The touchpoints of an order: one for its landing (unless the visit only came back from the shop's own pages or a
 * payment page), one for every code that belongs to an influencer, and one of kind `unknown` when there is neither,
 * so that every order has somebody or nobody to credit. All lie at the instant of processing: of what came before
 * it the order says only that it was.
 */
export function touchesOfOrder(
  order: OrderEvidence,
  owners: EvidenceOwners,
  ownHosts: readonly string[],
  rules: readonly ChannelRule[] = [],
): OrderTouch[] {
  const landing = landingTouch(order, owners, ownHosts, rules);
  const codes = order.codes.flatMap((code, position) => {
    const key = normaliseCode(code);
    const owner = owners.byCode.get(key);
    const isRepeat = order.codes.findIndex((other) => normaliseCode(other) === key) < position;
    return owner && !isRepeat ? [codeTouch(order, code, position, owner)] : [];
  });
  const found = landing ? [landing, ...codes] : codes;
  return found.length > 0 ? found : [unknownTouch(order.orderId, order.processedAt)];
}

/** Stands in where an order has no touchpoint that counts. */
export function unknownTouch(orderId: bigint, processedAt: Date): OrderTouch {
  return {
    sourceKey: `order:${orderId}:none`,
    kind: 'unknown',
    occurredAt: processedAt,
    channel: 'unassigned',
    influencerId: null,
    collaborationId: null,
    utm: NO_UTM,
    referrerHost: null,
    landingPath: null,
    code: null,
    evidence: 'none',
  };
}

function codeTouch(order: OrderEvidence, code: string, position: number, owner: Owner): OrderTouch {
  return {
    ...unknownTouch(order.orderId, order.processedAt),
    ...owner,
    sourceKey: `order:${order.orderId}:code:${position}`,
    kind: 'code',
    channel: 'influencer',
    code,
    evidence: 'code',
  };
}

function landingTouch(
  order: OrderEvidence,
  owners: EvidenceOwners,
  ownHosts: readonly string[],
  rules: readonly ChannelRule[],
): OrderTouch | null {
  const { landingSite, referringSite } = order;
  const referrerHost = hostOf(referringSite);
  const isSelf = isSelfReferral(referrerHost, ownHosts);
  const utm = utmFromUrl(landingSite);
  const clickId = clickIdFromUrl(landingSite);
  const landingPath = pathOf(landingSite);
  const owner = owners.byLink ?? owners.byPage ?? owners.byUtm;
  const hasUtm = Object.values(utm).some((value) => value !== null);
  const evidence = evidenceOf(owners, hasUtm, clickId !== null, referrerHost !== null && !isSelf);

  if (landingSite === null && referrerHost === null) return null;
  if (evidence === 'none' && isSelf) return null;
  return {
    sourceKey: `order:${order.orderId}:landing`,
    kind: 'landing',
    occurredAt: order.processedAt,
    channel: channelOfVisit(
      {
        utm,
        referrerHost,
        clickId,
        isInfluencer: owner !== null,
        ownHosts,
        landingPath,
        linkId: linkIdFromUrl(landingSite),
      },
      rules,
    ),
    influencerId: owner?.influencerId ?? null,
    collaborationId: owner?.collaborationId ?? null,
    utm,
    referrerHost: isSelf ? null : referrerHost,
    landingPath,
    code: null,
    evidence,
  };
}

function evidenceOf(
  owners: EvidenceOwners,
  hasUtm: boolean,
  hasClickId: boolean,
  hasReferrer: boolean,
): Evidence {
  if (owners.byLink) return 'link_id';
  if (owners.byPage) return 'landing_page';
  if (owners.byUtm || hasUtm) return 'utm';
  if (hasClickId) return 'click_id';
  return hasReferrer ? 'referrer' : 'none';
}

/** The path of a landing site, which comes as a path with query or as a whole URL. Never throws. */
function pathOf(landingSite: string | null): string | null {
  if (landingSite === null) return null;
  const withoutOrigin = landingSite.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const path = withoutOrigin.split(/[?#]/, 1)[0] ?? '';
  return path === '' ? '/' : path;
}

/** The handle in `/pages/<handle>` or `/<handle>`, also behind a locale such as `/fr-ca`. */
function handleOf(path: string | null): string | null {
  const match = /^(?:\/[a-z]{2}(?:-[a-z]{2,4})?)?(?:\/pages)?\/([^/]+)\/?$/i.exec(path ?? '');
  if (!match?.[1]) return null;
  try {
    const handle = decodeURIComponent(match[1]).toLowerCase();
    return /\p{Cc}/u.test(handle) ? null : handle;
  } catch {
    return null;
  }
}

/** The host of a referrer, with or without a scheme. Never throws. */
function hostOf(referringSite: string | null): string | null {
  const text = referringSite?.trim();
  if (!text) return null;
  const url = URL.parse(text.includes('://') ? text : `https://${text}`);
  return url?.hostname.toLowerCase() || null;
}
