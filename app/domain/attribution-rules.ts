import type { Channel } from './channel.ts';
import {
  type AttributionWindows,
  type Journey,
  journeyFor,
  type RuledOutReason,
  type Touch,
} from './journey.ts';
import { DEFAULT_MINIMUM_CONVERSIONS } from './model-fit.ts';
import { DEFAULT_HEURISTIC_SETTINGS, type HeuristicSettings } from './models/model-settings.ts';

/** What a merchant decides before and inside the models. Versioned: every credit names the rules that made it. */
export type AttributionRules = {
  readonly windows: AttributionWindows & {
    /** Channels with a window of their own, in days. */
    readonly channelDays: Readonly<Partial<Record<Channel, number>>>;
  };
  /** Whether a redeemed code is a contact of its own. */
  readonly codeCounts: boolean;
  /** An influencer's redeemed code rules out visits and clicks of other influencers. Only where codes count. */
  readonly codeBeatsLink: boolean;
  /** Direct visits count only where nothing else does. */
  readonly ignoreDirect: boolean;
  readonly heuristics: HeuristicSettings;
  /** Orders that the Markov model asks for before it is used. */
  readonly minimumConversions: number;
};

/** The version of rules that nobody changed. */
export const DEFAULT_RULES_VERSION = 0;

export const DEFAULT_RULES: AttributionRules = {
  windows: { influencerDays: 30, otherDays: 30, channelDays: {} },
  codeCounts: true,
  codeBeatsLink: false,
  ignoreDirect: false,
  heuristics: DEFAULT_HEURISTIC_SETTINGS,
  minimumConversions: DEFAULT_MINIMUM_CONVERSIONS,
};

/** The days of the widest window. */
export function widestWindow({ windows }: AttributionRules): number {
  const { influencerDays, otherDays, channelDays } = windows;
  return Math.max(influencerDays, otherDays, ...Object.values(channelDays));
}

/**
 * All touchpoints of a buyer → those that the models share an order among, in order, and those that a rule took out,
 * each with the first rule that did: windows, then codes that do not count, then links that a code beats, then
 * direct visits. The result does not depend on the order of `touches`.
 */
export function journeyByRules(
  touches: readonly Touch[],
  orderAt: Date,
  rules: AttributionRules,
): Journey {
  const { inWindow, ruledOut } = journeyFor(touches, orderAt, rules.windows);
  const reasons = new Map<Touch, RuledOutReason>();
  const left = () => inWindow.filter((touch) => !reasons.has(touch));
  if (!rules.codeCounts) {
    for (const touch of inWindow) if (touch.kind === 'code') reasons.set(touch, 'code_not_counted');
  }
  if (rules.codeBeatsLink) {
    const winners = new Set(
      left().flatMap(({ kind, influencerId }) => (kind === 'code' ? (influencerId ?? []) : [])),
    );
    for (const touch of left()) if (isBeaten(touch, winners)) reasons.set(touch, 'beaten_by_code');
  }
  if (rules.ignoreDirect && left().some(({ channel }) => channel !== 'direct')) {
    for (const touch of left()) {
      if (touch.channel === 'direct') reasons.set(touch, 'direct_ignored');
    }
  }
  return {
    inWindow: left(),
    ruledOut: [...ruledOut, ...[...reasons].map(([touch, reason]) => ({ touch, reason }))],
  };
}

function isBeaten({ kind, influencerId }: Touch, winners: ReadonlySet<string>): boolean {
  const isLink = kind === 'link_click' || kind === 'landing';
  return isLink && influencerId !== null && winners.size > 0 && !winners.has(influencerId);
}

/** Whether two sets of rules decide the same. */
export function sameRules(one: AttributionRules, other: AttributionRules): boolean {
  return JSON.stringify(inFixedOrder(one)) === JSON.stringify(inFixedOrder(other));
}

function inFixedOrder({ windows, heuristics, ...flags }: AttributionRules) {
  const { influencerDays, otherDays, channelDays } = windows;
  const { firstPercent, lastPercent, halfLifeDays } = heuristics;
  return [
    [influencerDays, otherDays, Object.entries(channelDays).sort()],
    [firstPercent, lastPercent, halfLifeDays],
    [flags.codeCounts, flags.codeBeatsLink, flags.ignoreDirect, flags.minimumConversions],
  ];
}
