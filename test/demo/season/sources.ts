import type { PlannedCampaign, PlannedCollaboration } from '../plan/planned.ts';
import type { Random } from './random.ts';

export const CHANNELS_OF_SEASON = [
  'direct',
  'organic_search',
  'organic_social',
  'paid_search',
  'paid_social',
  'email',
  'referral',
] as const;
export type SeasonChannel = (typeof CHANNELS_OF_SEASON)[number];

/** What sends a visitor: a collaboration, a coupon site that shows somebody's code, or another channel. */
export type Source =
  | { readonly kind: 'collaboration'; readonly collaboration: PlannedCollaboration }
  | { readonly kind: 'coupon_site'; readonly collaboration: PlannedCollaboration }
  | { readonly kind: 'channel'; readonly channel: SeasonChannel };

/** Orders of a full season of 120 days by channel. */
const BY_CHANNEL: Readonly<Record<SeasonChannel, number>> = {
  direct: 180,
  organic_search: 190,
  organic_social: 85,
  paid_search: 160,
  paid_social: 140,
  email: 130,
  referral: 35,
};

const FULL_SEASON_DAYS = 120;
/** A post sells most on its day; each day after it sells this much of the day before. */
const FADING = 0.78;
/** What a page, a pinned post and a link in the bio sell on any other day. */
const LASTING = 0.04;
/** The first day of the week that follows counts as day 0: a season does not depend on the calendar. */
const WEEK = [1.1, 0.95, 0.9, 0.92, 1, 0.98, 1.15] as const;

type Slot = { readonly source: Source; readonly day: number };
type Weighted = {
  readonly source: Source;
  readonly weights: readonly (readonly [number, number])[];
};

/** Deals exactly `orders` orders to sources and days of the season (day 0 is today). */
export function dealDays(
  random: Random,
  season: {
    days: number;
    orders: number;
    campaigns: readonly PlannedCampaign[];
    collaborations: readonly PlannedCollaboration[];
  },
): Slot[] {
  const sources = [
    ...season.collaborations.flatMap((one) => ofCollaboration(one, season.campaigns)),
    ...Object.entries(BY_CHANNEL).map(([channel, total]) =>
      ofChannel(channel as SeasonChannel, total),
    ),
  ].map(({ source, weights }) => ({
    source,
    weights: weights.filter(([day]) => day > -season.days),
  }));
  const expected = sources.map(({ weights }) => sum(weights.map(([, weight]) => weight)));
  const counts = share(season.orders, expected);
  return sources.flatMap(({ source, weights }, place) =>
    Array.from({ length: counts[place] ?? 0 }, () => ({ source, day: random.weigh(weights) })),
  );
}

/** Weights are the orders expected on a day of a full season. */
function ofCollaboration(
  collaboration: PlannedCollaboration,
  campaigns: readonly PlannedCampaign[],
): Weighted[] {
  const campaign = campaigns.find(({ key }) => key === collaboration.campaign);
  if (!campaign) throw new Error(`no campaign ${collaboration.campaign}`);
  const days = daysFrom(Math.max(campaign.fromDay, 1 - FULL_SEASON_DAYS), campaign.toDay ?? 0);
  const pull = days.map((day) => {
    const posts = collaboration.posts.filter((post) => post <= day);
    return posts.length === 0 ? 0 : LASTING + sum(posts.map((post) => FADING ** (day - post)));
  });
  const whole = sum(pull);
  const spread = (total: number) =>
    days.map((day, place) => [day, ((pull[place] ?? 0) / whole) * total] as const);
  return [
    { source: { kind: 'collaboration', collaboration }, weights: spread(collaboration.drives) },
    ...(collaboration.leaks > 0
      ? [
          {
            source: { kind: 'coupon_site' as const, collaboration },
            weights: spread(collaboration.leaks),
          },
        ]
      : []),
  ];
}

function ofChannel(channel: SeasonChannel, total: number): Weighted {
  const days = daysFrom(1 - FULL_SEASON_DAYS, 0);
  const pull = days.map((day) => {
    const growth = 1.2 + (0.4 * day) / FULL_SEASON_DAYS;
    const week = WEEK.at(((day % 7) + 7) % 7) ?? 1;
    const letter = channel === 'email' && ((day % 7) + 7) % 7 === 3 ? 4 : 1;
    return growth * week * letter;
  });
  const whole = sum(pull);
  return {
    source: { kind: 'channel', channel },
    weights: days.map((day, place) => [day, ((pull[place] ?? 0) / whole) * total] as const),
  };
}

function daysFrom(from: number, to: number): number[] {
  const last = Math.min(to, 0);
  return Array.from({ length: Math.max(0, last - from + 1) }, (_, place) => from + place);
}

/** Splits `total` by weight into whole numbers that add up, by largest remainder. */
function share(total: number, weights: readonly number[]): number[] {
  const whole = sum(weights);
  const exact = weights.map((weight) => (whole === 0 ? 0 : (weight / whole) * total));
  const counts = exact.map(Math.floor);
  const order = exact
    .map((value, place) => ({ place, rest: value - Math.floor(value) }))
    .sort((left, right) => right.rest - left.rest || left.place - right.place);
  for (const { place } of order.slice(0, total - sum(counts))) {
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

function sum(values: readonly number[]): number {
  return values.reduce((running, value) => running + value, 0);
}
