import { type Fraction, fraction, minus, NOTHING, over, plus } from './fraction.ts';
import type { SlowPath } from './slow-markov.ts';

/** What a coalition is worth. */
export type Worth = (coalition: ReadonlySet<string>) => Fraction;

function inside(paths: readonly SlowPath[], coalition: ReadonlySet<string>): readonly SlowPath[] {
  return paths.filter(({ steps }) => steps.every((step) => coalition.has(step)));
}

const conversionsOf = (paths: readonly SlowPath[]) =>
  paths.reduce((sum, { conversions }) => sum + conversions, 0);

/** The additive game: all conversions of those who met nobody else. */
export function conversionsWorth(paths: readonly SlowPath[]): Worth {
  return (coalition) => fraction(conversionsOf(inside(paths, coalition)));
}

/** The game over rates: their conversions by their journeys. */
export function rateWorth(paths: readonly SlowPath[]): Worth {
  return (coalition) => {
    const those = inside(paths, coalition);
    const journeys = those.reduce((sum, { conversions, nulls }) => sum + conversions + nulls, 0);
    return journeys === 0 ? NOTHING : fraction(conversionsOf(those), journeys);
  };
}

function orders(players: readonly string[]): string[][] {
  if (players.length <= 1) return [[...players]];
  return players.flatMap((first) =>
    orders(players.filter((player) => player !== first)).map((rest) => [first, ...rest]),
  );
}

/** The definition: what a player adds when joining, as the mean over all orders of joining. Exact. */
export function slowShapley(players: readonly string[], worth: Worth): Map<string, Fraction> {
  const all = orders(players);
  const added = new Map<string, Fraction>(players.map((player) => [player, NOTHING]));
  for (const order of all) {
    const joined = new Set<string>();
    for (const player of order) {
      const before = worth(joined);
      joined.add(player);
      const gain = minus(worth(joined), before);
      added.set(player, plus(added.get(player) ?? NOTHING, gain));
    }
  }
  return new Map([...added].map(([player, sum]) => [player, over(sum, fraction(all.length))]));
}
