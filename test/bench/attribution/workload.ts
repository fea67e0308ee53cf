import type { Channel } from '#app/domain/channel.ts';
import { type Random, seededRandom } from '#app/domain/models/seeded-random.ts';

/** The channels of every workload beside that of influencers, the most used first: twelve with that one. */
export const OTHER_CHANNELS: readonly Channel[] = [
  'direct',
  'organic_search',
  'email',
  'paid_social',
  'paid_search',
  'organic_social',
  'referral',
  'display',
  'affiliates',
  'organic_video',
  'sms',
];

/** By currency, about what a dollar is in its minor units: no decimals, two and three. */
export const CURRENCIES = [
  { code: 'USD', minorPerDollar: 100 },
  { code: 'EUR', minorPerDollar: 90 },
  { code: 'GBP', minorPerDollar: 80 },
  { code: 'JPY', minorPerDollar: 150 },
  { code: 'KWD', minorPerDollar: 310 },
] as const;

/** All orders lie in the 90 days before. */
export const WORKLOAD_ENDS = new Date('2026-11-20T00:00:00Z');

const MEAN_LENGTH = 3.3;
const LONGEST = 20;
const LOST_PER_ORDER = 9;
const REFUNDED = 0.08;
const CODED = 0.15;
const DAY_MS = 86_400_000;
/** Twenty contacts fit into a window of 30 days. */
const GREATEST_GAP_MS = 1.4 * DAY_MS;

export type WorkloadSize = {
  readonly orders: number;
  /** 0: influencers are one channel among twelve. Else each is a source of her own. */
  readonly influencers: number;
  readonly seed: number;
};

/** Journeys in columns: first those that end in an order, one for each order, then those that do not. */
export type Workload = {
  readonly orders: number;
  /** Names; influencers' are their ids, from `OTHER_CHANNELS.length` on. */
  readonly sources: readonly string[];
  /** Journey j has the steps from `offsets[j]` up to, not including, `offsets[j + 1]`; the oldest first. */
  readonly offsets: Int32Array;
  readonly steps: Int32Array;
  /** By step, ms since 1970. */
  readonly instants: Float64Array;
  /** By order: when it was made, ms since 1970. */
  readonly orderedAt: Float64Array;
  /** By order, its place in CURRENCIES. */
  readonly currencies: Uint8Array;
  /** By order, minor units: two of the first were bought and at most one of the second (0: none). */
  readonly firstPrices: Float64Array;
  readonly secondPrices: Float64Array;
  /** By order, 0 or 1: one unit of the first line was given back; the last contact is an influencer's code. */
  readonly refunded: Uint8Array;
  readonly coded: Uint8Array;
};

/** Net sales of an order in minor units. */
export function netOf(workload: Workload, order: number): number {
  const units = workload.refunded[order] === 1 ? 1 : 2;
  return units * (workload.firstPrices[order] ?? 0) + (workload.secondPrices[order] ?? 0);
}

/** The id of the influencer with that number. */
export function influencerId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/**
 * W(n) of a seed: n journeys that convert and nine times as many that do not, of geometric length with mean 3.3 and
 * at most 20. Contacts are skewed: a few channels and influencers have most, and those who buy met more influencers.
 */
export function makeWorkload({ orders, influencers, seed }: WorkloadSize): Workload {
  const random = seededRandom(seed);
  const journeys = orders * (1 + LOST_PER_ORDER);
  const offsets = new Int32Array(journeys + 1);
  for (let at = 0; at < journeys; at += 1) {
    offsets[at + 1] = (offsets[at] as number) + geometricLength(random);
  }
  const touches = offsets[journeys] as number;
  const workload: Workload = {
    orders,
    sources: sourceNames(influencers),
    offsets,
    steps: new Int32Array(touches),
    instants: new Float64Array(touches),
    orderedAt: new Float64Array(orders),
    currencies: new Uint8Array(orders),
    firstPrices: new Float64Array(orders),
    secondPrices: new Float64Array(orders),
    refunded: new Uint8Array(orders),
    coded: new Uint8Array(orders),
  };
  for (let order = 0; order < orders; order += 1) drawOrder(workload, order, random);
  for (let journey = 0; journey < journeys; journey += 1) drawJourney(workload, journey, random);
  return workload;
}

function sourceNames(influencers: number): string[] {
  const people = Array.from({ length: influencers }, (_, number) => influencerId(number));
  return [...OTHER_CHANNELS, ...(influencers === 0 ? ['influencer'] : people)];
}

function geometricLength(random: Random): number {
  const tries = Math.log(1 - random()) / Math.log(1 - 1 / MEAN_LENGTH);
  return Math.min(LONGEST, 1 + Math.floor(tries));
}

function drawOrder(workload: Workload, order: number, random: Random): void {
  const currency = Math.floor(random() * CURRENCIES.length);
  const minor = CURRENCIES[currency]?.minorPerDollar ?? 1;
  workload.currencies[order] = currency;
  workload.orderedAt[order] = WORKLOAD_ENDS.getTime() - Math.floor((1 + 88 * random()) * DAY_MS);
  workload.firstPrices[order] = Math.round(minor * (5 + 95 * random() ** 2));
  workload.secondPrices[order] = random() < 0.5 ? Math.round(minor * (5 + 45 * random())) : 0;
  workload.refunded[order] = random() < REFUNDED ? 1 : 0;
  workload.coded[order] = random() < CODED ? 1 : 0;
}

function drawJourney(workload: Workload, journey: number, random: Random): void {
  const { offsets, orders, steps, instants, sources, coded, orderedAt } = workload;
  const isOrder = journey < orders;
  const from = offsets[journey] as number;
  const last = (offsets[journey + 1] as number) - 1;
  const endsWithCode = isOrder && coded[journey] === 1;
  const end = isOrder
    ? (orderedAt[journey] as number)
    : WORKLOAD_ENDS.getTime() - Math.floor((1 + 88 * random()) * DAY_MS);
  let instant = endsWithCode ? end : end - 1 - Math.floor(random() * 3_600_000);
  for (let step = last; step >= from; step -= 1) {
    const isInfluencer = (step === last && endsWithCode) || random() < (isOrder ? 0.35 : 0.2);
    steps[step] = isInfluencer ? anyInfluencer(sources.length, random) : anyChannel(random);
    instants[step] = instant;
    instant -= 1 + Math.floor(random() * GREATEST_GAP_MS);
  }
}

function anyChannel(random: Random): number {
  return Math.floor(OTHER_CHANNELS.length * random() ** 2);
}

function anyInfluencer(sources: number, random: Random): number {
  const first = OTHER_CHANNELS.length;
  return first + Math.floor((sources - first) * random() ** 2);
}
