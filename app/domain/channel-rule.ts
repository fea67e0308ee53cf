import { type Channel, classifyChannel, isSelfReferral, type VisitSource } from './channel.ts';
import { normaliseHost } from './channel-hosts.ts';
import type { Utm } from './utm.ts';

/** What of a visit a rule may look at. */
export const RULE_FIELDS = [
  'source',
  'medium',
  'campaign',
  'referrer_host',
  'landing_path',
  'link_id',
] as const;
export type RuleField = (typeof RULE_FIELDS)[number];

export const RULE_OPERATORS = ['is', 'is_not', 'contains', 'starts_with', 'ends_with'] as const;
export type RuleOperator = (typeof RULE_OPERATORS)[number];

export type RuleCondition = {
  readonly field: RuleField;
  readonly operator: RuleOperator;
  readonly value: string;
};

/** A visit that meets every condition has this channel. */
export type ChannelRule = {
  readonly channel: Channel;
  readonly conditions: readonly RuleCondition[];
};

/** A visit as rules see it. */
export type RuledVisit = {
  readonly utm: Utm;
  readonly referrerHost: string | null;
  readonly landingPath: string | null;
  readonly linkId: string | null;
};

/**
 * The place of the first rule that the visit meets, or null. Texts are compared without regard to case and to
 * the blanks around them; hosts without `www.`. What a visit does not tell is an empty text, which is not any value.
 */
export function ruleMet(rules: readonly ChannelRule[], visit: RuledVisit): number | null {
  const place = rules.findIndex(({ conditions }) =>
    conditions.every((condition) => meets(visit, condition)),
  );
  return place === -1 ? null : place;
}

/** The channel of the first rule that the visit meets, or null. */
export function channelByRules(rules: readonly ChannelRule[], visit: RuledVisit): Channel | null {
  const place = ruleMet(rules, visit);
  return place === null ? null : (rules[place]?.channel ?? null);
}

/**
 * The channel of a visit: a known influencer's, else that of the first rule it meets, else its default group. To
 * rules, too, a self-referral is no referrer.
 */
export function channelOfVisit(
  visit: VisitSource & RuledVisit,
  rules: readonly ChannelRule[],
): Channel {
  if (visit.isInfluencer) return 'influencer';
  const isSelf = isSelfReferral(visit.referrerHost, visit.ownHosts);
  const ruled = channelByRules(rules, isSelf ? { ...visit, referrerHost: null } : visit);
  return ruled ?? classifyChannel(visit);
}

function meets(visit: RuledVisit, { field, operator, value }: RuleCondition): boolean {
  const text = textOf(visit, field);
  if (field !== 'referrer_host') return COMPARE[operator](plainText(text), plainText(value));
  // A value of which nothing is left, such as "www.", must not match every host.
  return COMPARE[operator](normaliseHost(text), normaliseHost(value) || plainText(value));
}

function plainText(text: string): string {
  return text.trim().toLowerCase();
}

const COMPARE: Readonly<Record<RuleOperator, (text: string, value: string) => boolean>> = {
  is: (text, value) => text === value,
  is_not: (text, value) => text !== value,
  contains: (text, value) => text.includes(value),
  starts_with: (text, value) => text.startsWith(value),
  ends_with: (text, value) => text.endsWith(value),
};

function textOf(visit: RuledVisit, field: RuleField): string {
  switch (field) {
    case 'source':
    case 'medium':
    case 'campaign':
      return visit.utm[field] ?? '';
    case 'referrer_host':
      return visit.referrerHost ?? '';
    case 'landing_path':
      return visit.landingPath ?? '';
    case 'link_id':
      return visit.linkId ?? '';
  }
}
