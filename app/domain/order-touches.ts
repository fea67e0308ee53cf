import type { Channel } from './channel.ts';
import { type ChannelRule, channelOfVisit } from './channel-rule.ts';
import { normaliseCode } from './code-template.ts';
import type { TouchKind } from './journey.ts';
import { JOINS, type JoinedBy } from './journey-evidence.ts';
import type { Owner } from './owner.ts';
import type { TouchSource } from './sighting.ts';
import type { TraceOwners } from './trace-owner.ts';
import type { Utm } from './utm.ts';
import { hasUtm } from './visit-address.ts';
import type { MergedVisit } from './visit-merge.ts';
import { factsOfVisit, NO_UTM, ownerOfVisit, type VisitFacts } from './visit-traces.ts';

/** Which rule recognised a touchpoint. */
export type Evidence =
  | 'link_id'
  | 'code'
  | 'landing_page'
  | 'utm'
  | 'click_id'
  | 'referrer'
  | 'survey'
  | 'none';

/** A touchpoint that follows from an order's evidence. `sourceKey` names the evidence, once per shop. */
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
  /** Everything that saw it, each once. */
  readonly sources: readonly TouchSource[];
  /** What ties it to the order; null: the order's own word. */
  readonly joinedBy: JoinedBy | null;
  readonly visitorId: string | null;
  /** The click on a tracking link that it was. */
  readonly clickId: string | null;
};

/** What of an order tells where its buyer came from. */
export type OrderEvidence = {
  readonly orderId: bigint;
  readonly processedAt: Date;
  /** Codes in the order's own order. */
  readonly codes: readonly string[];
  readonly visits: readonly MergedVisit[];
  /** Whom the buyer named when the shop asked. */
  readonly survey: Owner | null;
};

/**
 * The touchpoints of an order: one for every visit (unless it only came back from the shop's own pages or a payment
 * page), one for every code that belongs to an influencer, one for the influencer whom the buyer named, and one of
 * kind `unknown` where there is none, so that every order has somebody or nobody to credit. What has no time of its
 * own lies at the instant of processing: of what came before it the order says only that it was.
 */
export function touchesOfOrder(
  order: OrderEvidence,
  owners: TraceOwners,
  ownHosts: readonly string[],
  rules: readonly ChannelRule[] = [],
): OrderTouch[] {
  const visits = order.visits.flatMap(
    (visit) => visitTouch(order, visit, owners, ownHosts, rules) ?? [],
  );
  const codes = order.codes.flatMap((code, position) => {
    const key = normaliseCode(code);
    const owner = owners.byCode.get(key);
    const isRepeat = order.codes.findIndex((other) => normaliseCode(other) === key) < position;
    return owner && !isRepeat ? [codeTouch(order, code, position, owner)] : [];
  });
  const found = [...visits, ...surveyTouches(order), ...codes];
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
    sources: [],
    joinedBy: null,
    visitorId: null,
    clickId: null,
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
    sources: ['code'],
  };
}

function surveyTouches({ orderId, processedAt, survey }: OrderEvidence): OrderTouch[] {
  if (!survey) return [];
  const { influencerId, collaborationId } = survey;
  const touch: OrderTouch = {
    ...unknownTouch(orderId, processedAt),
    influencerId,
    collaborationId,
    sourceKey: `order:${orderId}:survey`,
    kind: 'survey',
    channel: 'influencer',
    evidence: 'survey',
    sources: ['survey'],
  };
  return [touch];
}

function visitTouch(
  { orderId, processedAt }: OrderEvidence,
  visit: MergedVisit,
  owners: TraceOwners,
  ownHosts: readonly string[],
  rules: readonly ChannelRule[],
): OrderTouch | null {
  const [first] = visit;
  const facts = factsOfVisit(visit);
  const owner = ownerOfVisit(visit, owners);
  const evidence = owner?.by ?? evidenceOf(facts);
  if (evidence === 'none' && facts.isReturn) return null;
  const isClick = first.source === 'link_click';
  return {
    sourceKey: `order:${orderId}:${first.key}`,
    kind: isClick ? 'link_click' : 'landing',
    occurredAt: first.at ?? processedAt,
    channel: channelOfVisit({ ...facts, isInfluencer: owner !== null, ownHosts }, rules),
    influencerId: owner?.influencerId ?? null,
    collaborationId: owner?.collaborationId ?? null,
    utm: facts.utm,
    referrerHost: facts.referrerHost,
    landingPath: facts.landingPath,
    code: null,
    evidence,
    sources: [...new Set(visit.map(({ source }) => source))],
    joinedBy: surestJoin(visit),
    visitorId: visit.find(({ visitorId }) => visitorId !== null)?.visitorId ?? null,
    clickId: isClick ? first.clickId : null,
  };
}

function evidenceOf({ utm, clickId, referrerHost }: VisitFacts): Evidence {
  if (hasUtm(utm)) return 'utm';
  if (clickId !== null) return 'click_id';
  return referrerHost === null ? 'none' : 'referrer';
}

/** Each sighting ties the visit for itself, so that the surest of their joins holds. */
function surestJoin(visit: MergedVisit): JoinedBy | null {
  const joins = visit.map(({ joinedBy }) => joinedBy);
  if (joins.includes(null)) return null;
  return JOINS.find((join) => joins.includes(join)) ?? null;
}
