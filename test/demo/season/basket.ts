import type { Random } from './random.ts';

/** What can be bought, with how often it is. `handle` is the product's. */
export type Shelf = readonly {
  readonly variantId: bigint;
  readonly handle: string;
  readonly popularity: number;
}[];

/** One to four different things; the first is often one of `featured` (product handles). */
export function basketFor(
  random: Random,
  shelf: Shelf,
  featured: readonly string[],
): { variantId: bigint; quantity: number }[] {
  const wanted = random.weigh([
    [1, 48],
    [2, 32],
    [3, 15],
    [4, 5],
  ]);
  const hers = shelf.filter(({ handle }) => featured.includes(handle));
  const chosen = new Map<bigint, number>();
  for (let count = 0; count < wanted; count += 1) {
    const from = count === 0 && hers.length > 0 && random.chance(0.7) ? hers : shelf;
    const { variantId } = random.weigh(from.map((item) => [item, item.popularity] as const));
    chosen.set(variantId, random.chance(0.12) ? 2 : 1);
  }
  return [...chosen].map(([variantId, quantity]) => ({ variantId, quantity }));
}
