import type { PlannedCollaboration } from '../plan/planned.ts';
import type { Season } from './season.ts';

/** What really drove the season's orders, known because it was dealt that way. Test orders are left out. */
export type SeasonTruth = {
  /** Order key → the collaboration that drove it. */
  readonly drivenBy: ReadonlyMap<number, string>;
  readonly byInfluencer: ReadonlyMap<string, number>;
  /** Orders with a code of a collaboration that did not drive them. */
  readonly leaked: ReadonlyMap<string, number>;
  /** Driven orders that left neither a code nor an address: nobody can see these from the order alone. */
  readonly unseen: number;
};

export function truthOfSeason(
  season: Season,
  collaborations: readonly PlannedCollaboration[],
): SeasonTruth {
  const influencerOf = new Map(collaborations.map(({ key, influencer }) => [key, influencer]));
  const drivenBy = new Map<number, string>();
  const byInfluencer = new Map<string, number>();
  const leaked = new Map<string, number>();
  let unseen = 0;
  for (const order of season.orders.filter(({ test }) => !test)) {
    const code = order.code?.of === 'collaboration' ? order.code.key : null;
    if (order.drivenBy === null) {
      if (code !== null) count(leaked, influencerOf.get(code) ?? code);
      continue;
    }
    drivenBy.set(order.key, order.drivenBy);
    count(byInfluencer, influencerOf.get(order.drivenBy) ?? order.drivenBy);
    const { by } = order.visits.at(-1)?.arrival ?? { by: 'direct' };
    if (code === null && by !== 'link' && by !== 'utm' && by !== 'page') unseen += 1;
  }
  return { drivenBy, byInfluencer, leaked, unseen };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
