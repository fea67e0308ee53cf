import { setTimeout as pause } from 'node:timers/promises';

/** A busy machine is slow, but what is to come moves on meanwhile. */
const STANDS_STILL_MS = 20_000;
const LONGEST_MS = 100_000;
const FIRST_LOOK_MS = 20;
const LAST_LOOK_MS = 250;

/**
 * Asks again and again until `isThere` says yes, and gives back what it said yes to. Throws with what it last saw
 * when that has not changed for 20 s, or after 100 s: what will never come is told from what is slow.
 */
export async function eventually<T>(
  look: () => Promise<T> | T,
  isThere: (seen: T) => boolean,
  { what = 'what the story waits for' } = {},
): Promise<T> {
  const begin = Date.now();
  let before = '';
  let changedAt = begin;
  for (let gap = FIRST_LOOK_MS; ; gap = Math.min(gap * 1.5, LAST_LOOK_MS)) {
    const seen = await look();
    if (isThere(seen)) return seen;
    const now = Date.now();
    const text = shown(seen);
    if (text !== before) changedAt = now;
    before = text;
    if (now - changedAt > STANDS_STILL_MS || now - begin > LONGEST_MS) {
      throw new Error(
        `${what} did not come in ${now - begin} ms; at last: ${text.slice(0, 2_000)}`,
      );
    }
    await pause(gap);
  }
}

function shown(seen: unknown): string {
  const text = JSON.stringify(seen, (_key, part) => (typeof part === 'bigint' ? `${part}` : part));
  return text ?? 'nothing';
}
