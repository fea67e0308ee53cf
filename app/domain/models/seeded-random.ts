/** Numbers in [0, 1) that follow from a seed alone, so that a sample can be drawn again. */
export type Random = () => number;

/** The generator sfc32 (C. Doty-Humphrey, PractRand): 128 bits of state, begun with `seed` and stirred. */
export function seededRandom(seed: number): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let stir = 0; stir < 15; stir += 1) next();
  return next;
}

/** Above this mean the Poisson distribution is drawn as a rounded normal one of the same mean and variance. */
const NORMAL_FROM = 100;

/** A Poisson number with that mean (at least 0). */
export function poisson(mean: number, random: Random): number {
  if (mean <= 0) return 0;
  if (mean >= NORMAL_FROM) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const normal = radius * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  let left = random();
  let probability = Math.exp(-mean);
  let drawn = 0;
  // The tail past the last number that floating point can tell apart is cut off.
  while (left >= probability && probability > 0) {
    left -= probability;
    drawn += 1;
    probability *= mean / drawn;
  }
  return drawn;
}

/** Puts `items` into a random order, in place; every order is equally likely. */
export function shuffle(items: Int32Array, random: Random): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = items[last] as number;
    items[last] = items[other] as number;
    items[other] = kept;
  }
}
