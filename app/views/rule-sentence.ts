import { type AttributionRules, DEFAULT_RULES } from '#app/domain/attribution-rules.ts';
import { CHANNEL_LABEL, CHANNELS } from '#app/domain/channel.ts';
import { type RuledOutReason, type Touch, windowOf } from '#app/domain/journey.ts';

/** Why a touchpoint has no part in the credit, for a merchant. */
export function ruledOutSentence(
  reason: RuledOutReason | 'not_counted',
  touch: Pick<Touch, 'influencerId' | 'channel'>,
  { windows }: AttributionRules,
): string {
  switch (reason) {
    case 'after_order':
      return 'It happened after the order was placed.';
    case 'outside_window':
      return `It happened more than ${windowOf(touch, windows)} days before the order: outside the ${windowName(touch, windows)}.`;
    case 'code_not_counted':
      return 'By your rules a code is no contact of its own.';
    case 'beaten_by_code':
      return 'By your rules the code of another influencer beats it.';
    case 'direct_ignored':
      return 'By your rules direct visits do not count where there is any other contact.';
    case 'not_counted':
      return 'The order has not been worked out with it yet.';
  }
}

function windowName(
  { influencerId, channel }: Pick<Touch, 'influencerId' | 'channel'>,
  { channelDays }: AttributionRules['windows'],
): string {
  if (influencerId !== null || channel === 'influencer') return 'window for influencers';
  if (channelDays[channel] !== undefined) return `window for ${CHANNEL_LABEL[channel]}`;
  return 'window for other channels';
}

/** Which version of the rules and which fit made a credit; nothing where neither was ever needed. */
export function madeBySentences(version: number, fit: number | null): string[] {
  return [
    ...(version > 0 ? [`Credited by version ${version} of your attribution rules.`] : []),
    ...(fit === null ? [] : [`The data-driven credit rests on fit ${fit} of your journeys.`]),
  ];
}

/** The rules of a credit, in sentences: the windows always, the others where they are not the usual ones. */
export function rulesSentences(rules: AttributionRules): string[] {
  const { windows, heuristics } = rules;
  const own = CHANNELS.flatMap((channel) => {
    const days = windows.channelDays[channel];
    return days === undefined ? [] : [`${CHANNEL_LABEL[channel]} ${days} days`];
  });
  const usual = DEFAULT_RULES.heuristics;
  const hasOwnWeights =
    heuristics.firstPercent !== usual.firstPercent || heuristics.lastPercent !== usual.lastPercent;
  return [
    `Contacts count for ${windows.influencerDays} days with influencers and ${windows.otherDays} days with other channels.`,
    own.length > 0 && `Windows of their own: ${own.join(', ')}.`,
    !rules.codeCounts && 'A code is no contact of its own.',
    rules.codeCounts && rules.codeBeatsLink && 'A code beats the links of other influencers.',
    rules.ignoreDirect && 'Direct visits count only where there is no other contact.',
    hasOwnWeights &&
      `Position based: ${heuristics.firstPercent} % for the first contact, ${heuristics.lastPercent} % for the last.`,
    heuristics.halfLifeDays !== usual.halfLifeDays &&
      `Time decay: half the weight after ${heuristics.halfLifeDays} days.`,
  ].filter((sentence) => sentence !== false);
}
