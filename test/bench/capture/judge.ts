import type { OrderTruth } from './season-plan.ts';

/** An order, what in truth led to it, whom the app credits (by number), and which traces of them it carries. */
export type JudgedOrder = {
  truth: OrderTruth;
  credited: ReadonlySet<number>;
  /** Influencers whose code or surviving cart attribute the order itself carries. */
  carried: ReadonlySet<number>;
};

export type Verdict = {
  /** Of the orders that influencers led to with consent: how many name every one of them. */
  foundWithConsent: number;
  /** Of the orders without consent that carry a code or a cart attribute: how many name every one carried. */
  foundWithoutConsent: number;
  /** Orders that credit somebody who took no part. */
  wronglyCredited: number;
  /** Of the orders that influencers led to without consent, whether or not they carry anything. */
  foundOfAllWithoutConsent: number;
  /** By scenario: orders that are told wrongly or not wholly. */
  missed: Map<string, number>;
  orders: number;
};

export function judge(orders: readonly JudgedOrder[]): Verdict {
  const driven = orders.filter(({ truth }) => truth.influencers.length > 0);
  const consenting = driven.filter(({ truth }) => truth.consent);
  const refusing = driven.filter(({ truth }) => !truth.consent);
  const carrying = refusing.filter(({ carried }) => carried.size > 0);
  const namesAll = ({ truth, credited }: JudgedOrder) =>
    truth.influencers.every((influencer) => credited.has(influencer));
  const namesCarried = ({ carried, credited }: JudgedOrder) =>
    [...carried].every((influencer) => credited.has(influencer));
  const namesOthers = ({ truth, credited }: JudgedOrder) =>
    [...credited].some((influencer) => !truth.influencers.includes(influencer));
  const missed = new Map<string, number>();
  for (const order of orders) {
    if (namesAll(order) && !namesOthers(order)) continue;
    const name = `${order.truth.scenario}${namesOthers(order) ? ' (credited wrongly)' : ''}`;
    missed.set(name, (missed.get(name) ?? 0) + 1);
  }
  return {
    foundWithConsent: share(consenting, namesAll),
    foundWithoutConsent: share(carrying, namesCarried),
    foundOfAllWithoutConsent: share(refusing, namesAll),
    wronglyCredited: orders.filter(namesOthers).length,
    missed,
    orders: orders.length,
  };
}

/** @throws RangeError when there is nothing to judge by */
function share<T>(all: readonly T[], holds: (each: T) => boolean): number {
  if (all.length === 0) throw new RangeError('a season without such orders proves nothing');
  return all.filter(holds).length / all.length;
}
