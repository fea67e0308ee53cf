/**
 * Click → a row of link_click, by group commit. Idempotent by the click's id. Holds: it never rejects and never takes
 * longer than the follower may be kept waiting; what could not be written goes on being tried from memory, so that
 * it lands when the database is back.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDataError } from '#app/db/inbox-door-store.server.ts';
import { type NewClick, storeClicks } from '#app/db/link-door-store.server.ts';
import { groupCommit } from '#app/flow/intake/group-commit.server.ts';
import { logOf } from '#app/platform/log.server.ts';
import { within } from '#app/platform/within.ts';

/** stored: committed. waiting: kept in memory and tried again. lost: refused for what it says, or too many wait. */
export type ClickOutcome = 'stored' | 'waiting' | 'lost';

/** How long a follower waits for the commit; the second while the database is known to be away. */
const PATIENCE_MS = 1_500;
const PATIENCE_AWAY_MS = 50;
const WRITE_MS = 5_000;
const MAX_WAITING = 100_000;
const KEPT_MS = 30 * 60_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

const BYTES = 600;
const write = groupCommit<NewClick>({
  bytesOf: () => BYTES,
  isItsOwnFault: isDataError,
  limits: { items: 512, bytes: 512 * BYTES, waitingBytes: 2 * MAX_WAITING * BYTES },
  write: (clicks) => within(WRITE_MS, storeClicks(clicks)),
});

/** First attempts that are under way, and clicks that are tried again. */
const writing = new Set<Promise<ClickOutcome>>();
const waiting = new Set<Promise<boolean>>();
let lost = 0;
let isAway = false;

/** Clicks that are in memory only, and how many this process has lost since it started. */
export function clicksAtDoor(): { waiting: number; lost: number } {
  return { waiting: waiting.size, lost };
}

/** Resolves once the click is committed, or the follower must not wait any longer for it. */
export function recordClick(click: NewClick): Promise<ClickOutcome> {
  const attempt = write(click).then(
    () => markBack(),
    (cause: unknown) => keepTrying(click, cause),
  );
  writing.add(attempt);
  return new Promise((resolve) => {
    const giveWay = () => resolve(markAway(new Error('The database keeps followers waiting.')));
    const patience = setTimeout(giveWay, isAway ? PATIENCE_AWAY_MS : PATIENCE_MS);
    void attempt.then((outcome) => {
      writing.delete(attempt);
      clearTimeout(patience);
      resolve(outcome);
    });
  });
}

/** Waits until nothing is left in memory, at most `ms` milliseconds: for a process that is about to end. */
export async function finishClicks(ms: number): Promise<void> {
  const end = Date.now() + ms;
  const left = () => writing.size + waiting.size;
  while (left() > 0 && Date.now() < end) {
    await Promise.race([...writing, ...waiting, sleep(Math.max(1, end - Date.now()))]);
  }
  if (left() > 0) log().error({ clicks: left() }, 'ending with clicks unwritten');
}

function keepTrying(click: NewClick, cause: unknown): ClickOutcome {
  if (isDataError(cause) || waiting.size >= MAX_WAITING) {
    // Once a thousand, so that the log does not drown in what it reports.
    if (lost % 1_000 === 0) log().error({ err: cause, lost: lost + 1 }, 'a click was lost');
    lost += 1;
    return 'lost';
  }
  const trying: Promise<boolean> = tryAgain(click).finally(() => waiting.delete(trying));
  waiting.add(trying);
  return markAway(cause);
}

async function tryAgain(click: NewClick): Promise<boolean> {
  const end = Date.now() + KEPT_MS;
  for (
    let pause = FIRST_PAUSE_MS;
    Date.now() < end;
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS)
  ) {
    await sleep(pause, undefined, { ref: false });
    try {
      await write(click);
      markBack();
      return true;
    } catch (cause) {
      if (isDataError(cause)) break;
    }
  }
  lost += 1;
  log().error({ slug: click.slug, lost }, 'a click was given up');
  return false;
}

function markAway(cause: unknown): ClickOutcome {
  if (!isAway) log().error({ err: cause }, 'clicks cannot be written; they wait in memory');
  isAway = true;
  return 'waiting';
}

function markBack(): ClickOutcome {
  if (isAway) log().warn({ waiting: waiting.size }, 'clicks are being written again');
  isAway = false;
  return 'stored';
}

function log() {
  return logOf('clicks');
}
