import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_MS = 20_000;
const FIRST_LOOK_MS = 20;
const LAST_LOOK_MS = 250;

/**
 * Asks again and again until `isThere` says yes, and gives back what it said yes to. After `longestMs` it throws
 * with what it last saw, so that a story that waits for something that never comes says what came instead.
 */
export async function eventually<T>(
  look: () => Promise<T> | T,
  isThere: (seen: T) => boolean,
  { longestMs = LONGEST_MS, what = 'what the story waits for' } = {},
): Promise<T> {
  const end = Date.now() + longestMs;
  for (let gap = FIRST_LOOK_MS; ; gap = Math.min(gap * 1.5, LAST_LOOK_MS)) {
    const seen = await look();
    if (isThere(seen)) return seen;
    if (Date.now() > end) {
      throw new Error(`${what} did not come in ${longestMs} ms; at last: ${shown(seen)}`);
    }
    await pause(gap);
  }
}

function shown(seen: unknown): string {
  const text = JSON.stringify(seen, (_key, part) => (typeof part === 'bigint' ? `${part}` : part));
  return text?.slice(0, 2_000) ?? 'nothing';
}
