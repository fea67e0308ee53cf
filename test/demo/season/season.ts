import { addDays, startOfDay } from '#app/domain/day.ts';
import type { PlannedCampaign, PlannedCollaboration } from '../plan/planned.ts';
import { arriveToBuy, type SeasonVisit, visitOf } from './arrivals.ts';
import { basketFor, type Shelf } from './basket.ts';
import { changesOf, type SeasonChange } from './changes.ts';
import { createPeople, currencyOf, type Person } from './people.ts';
import { createRandom, type Random } from './random.ts';
import { dealDays, type Source } from './sources.ts';

/** `today` is a day in `timeZone`; the season has `days` days and ends with today. */
export type SeasonInput = {
  readonly seed: number;
  readonly today: string;
  readonly timeZone: string;
  readonly days: number;
  /** How many real orders; test orders come on top. */
  readonly orders: number;
  readonly campaigns: readonly PlannedCampaign[];
  readonly collaborations: readonly PlannedCollaboration[];
  readonly shelf: Shelf;
};

export type SeasonCode =
  | { readonly of: 'collaboration'; readonly key: string }
  | { readonly of: 'shop' };

/** One order as it will be placed. Instants are epoch milliseconds. */
export type SeasonOrder = {
  readonly key: number;
  readonly at: number;
  readonly day: number;
  readonly person: Person;
  readonly currency: string;
  readonly lines: readonly { readonly variantId: bigint; readonly quantity: number }[];
  /** Oldest first; the last one begins the session in which she buys. */
  readonly visits: readonly SeasonVisit[];
  readonly code: SeasonCode | null;
  readonly test: boolean;
  readonly paid: boolean;
  /** In minor units of the order's currency. */
  readonly tipMinor: number;
  /** The truth: the collaboration without which it would not have been bought; null for none. */
  readonly drivenBy: string | null;
};

/** What happens in a shop over some months. Everything is sorted by time. */
export type Season = {
  readonly orders: readonly SeasonOrder[];
  readonly changes: readonly SeasonChange[];
  /** Visits of people who bought nothing, each of another person. */
  readonly lookers: readonly SeasonVisit[];
};

const TEST_ORDERS_IN_100_DAYS = 4;
const LOOKERS_PER_ORDER = 2;
/** Few buy in the night, most after dinner: weights of the hours of the day. */
const HOURS = [
  3, 2, 1, 1, 1, 2, 4, 6, 8, 9, 10, 10, 12, 11, 9, 9, 10, 11, 13, 16, 19, 18, 12, 7,
].map((weight, hour) => [hour, weight] as const);

/** Deals a season. The same input gives the same season; another `today` moves it as a whole. */
export function generateSeason(input: SeasonInput): Season {
  const random = createRandom(input.seed);
  const instantOn = momentsOf(input, random);
  const moments = dealDays(random, input)
    .map((slot) => ({ ...slot, at: instantOn(slot.day) }))
    .sort((left, right) => left.at - right.at);
  const people = createPeople(random);
  const orders = moments.map(({ source, day, at }, key) =>
    orderOf(input, random, { key, at, day, source, person: people.next() }),
  );
  const tests = Math.ceil((input.days * TEST_ORDERS_IN_100_DAYS) / 100);
  for (let count = 0; count < tests; count += 1) {
    orders.push(testOrder(input, random, instantOn, { key: orders.length, person: people.staff }));
  }
  orders.sort(byTime);
  return {
    orders,
    changes: orders.flatMap((order) => changesOf(random, order)).sort(byTime),
    lookers: moments
      .flatMap(({ source, day }) =>
        Array.from({ length: LOOKERS_PER_ORDER }, () => visitOf(random, source, instantOn(day))),
      )
      .sort(byTime),
  };
}

/** What has happened by `now` (epoch milliseconds). */
export function seasonUntil(season: Season, now: number): Season {
  const happened = ({ at }: { at: number }) => at < now;
  return {
    orders: season.orders.filter(happened),
    changes: season.changes.filter(happened),
    lookers: season.lookers.filter(happened),
  };
}

type Moment = { key: number; at: number; day: number; source: Source; person: Person };

function orderOf(input: SeasonInput, random: Random, moment: Moment): SeasonOrder {
  const { source, person, ...when } = moment;
  const arrival = arriveToBuy(random, source, when.at);
  const hers = source.kind === 'collaboration' ? source.collaboration.featured : [];
  return {
    ...when,
    person,
    currency: currencyOf(person),
    lines: basketFor(random, input.shelf, hers),
    visits: arrival.visits,
    code: arrival.code,
    test: false,
    paid: !random.chance(0.02),
    tipMinor: random.chance(0.02) ? random.pick([200, 300, 500]) : 0,
    drivenBy: source.kind === 'collaboration' ? source.collaboration.key : null,
  };
}

/** The shop tries its own checkout. */
function testOrder(
  input: SeasonInput,
  random: Random,
  instantOn: Moments,
  who: { key: number; person: Person },
): SeasonOrder {
  const day = -random.whole(0, input.days - 1);
  const at = instantOn(day);
  return {
    ...who,
    at,
    day,
    currency: currencyOf(who.person),
    lines: basketFor(random, input.shelf, []),
    visits: [visitOf(random, { kind: 'channel', channel: 'direct' }, at - 60_000)],
    code: null,
    test: true,
    paid: true,
    tipMinor: 0,
    drivenBy: null,
  };
}

/** Deals an instant of a day. */
type Moments = (day: number) => number;

function momentsOf(input: SeasonInput, random: Random): Moments {
  const starts = new Map<number, number>();
  return (day) => {
    const start =
      starts.get(day) ?? startOfDay(addDays(input.today, day), input.timeZone).getTime();
    starts.set(day, start);
    const minute = random.weigh(HOURS) * 60 + random.whole(0, 59);
    return start + minute * 60_000 + random.whole(0, 59) * 1000;
  };
}

function byTime(left: { at: number }, right: { at: number }): number {
  return left.at - right.at;
}
