import { type Channel, classifyChannel, isSelfReferral, type VisitSource } from './channel.ts';
import { type ChannelRule, channelByRules, type RuledVisit } from './channel-rule.ts';

/** A visit of nobody's, with the channel that it has by the rules of now. */
type SortedVisit = Omit<VisitSource, 'isInfluencer'> & RuledVisit & { channel: Channel };

/**
 * The channel that a visit would have by other rules. What no rule touched before or after keeps its channel,
 * whatever made it; so a visit changes only where the rules differ about it.
 */
export function channelAfter(
  visit: SortedVisit,
  before: readonly ChannelRule[],
  after: readonly ChannelRule[],
): Channel {
  const isSelf = isSelfReferral(visit.referrerHost, visit.ownHosts);
  const ruled = isSelf ? { ...visit, referrerHost: null } : visit;
  const now = channelByRules(after, ruled);
  if (now !== null) return now;
  const wasRuled = channelByRules(before, ruled) !== null;
  return wasRuled ? classifyChannel({ ...visit, isInfluencer: false }) : visit.channel;
}
