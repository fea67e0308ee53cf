import { median } from '../statistics.ts';

/** Milliseconds of one run, the median of `times` runs. The work must be warm already where it should be. */
export function msOf(work: () => unknown, times: number): number {
  const runs = Array.from({ length: times }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return median(runs);
}

/** The same of work that is waited for. */
export async function msOfAsync(work: () => Promise<unknown>, times: number): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const began = performance.now();
    await work();
    runs.push(performance.now() - began);
  }
  return median(runs);
}
