import { setTimeout as sleep } from 'node:timers/promises';
import type { HomeView } from '#app/views/home-view.server.ts';
import type { Merchant } from '#test/house/merchant.ts';
import type { HomeReading } from './ordered-revenue.ts';

/** A merchant who looks at nothing but the home view. */
export type HomeWatch = {
  answers: HomeReading[];
  /** Milliseconds that each answer took. */
  took: number[];
  /** Resolves once this revenue was shown; rejects when it was not within `seconds`, or reading failed. */
  until(revenueMinor: number, seconds: number): Promise<void>;
  stop(): Promise<void>;
};

/** Reads the home view's data again and again, `pauseMs` after each answer. */
export function watchHome(merchant: Merchant, pauseMs: number): HomeWatch {
  const answers: HomeReading[] = [];
  const took: number[] = [];
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      const asked = performance.now();
      const revenueMinor = revenueOf((await merchant.read<{ view: HomeView }>('/app')).view);
      const answered = performance.now();
      answers.push({ at: performance.timeOrigin + answered, revenueMinor });
      took.push(answered - asked);
      await sleep(pauseMs);
    }
  })();
  const failed = watching.then(() => undefined);
  failed.catch(() => undefined);
  return {
    answers,
    took,
    until: async (revenueMinor, seconds) => {
      const deadline = performance.now() + seconds * 1000;
      while (answers.at(-1)?.revenueMinor !== revenueMinor) {
        if (performance.now() > deadline) {
          throw new Error(
            `The home view shows ${answers.at(-1)?.revenueMinor} minor units ${seconds} s after the last order, not ${revenueMinor}.`,
          );
        }
        if (stopped) return;
        await Promise.race([sleep(pauseMs), failed]);
      }
    },
    stop: async () => {
      stopped = true;
      await failed;
    },
  };
}

/** Revenue credited to influencers in minor units, of a currency with two decimals. */
function revenueOf({ figures }: Pick<HomeView, 'figures'>): number {
  const revenue = figures.find(({ key }) => key === 'revenue')?.value;
  if (typeof revenue !== 'object') throw new Error('The home view shows no revenue.');
  return Number(revenue.amount.replace('.', ''));
}
