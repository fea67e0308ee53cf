import type { Memory } from './memory.ts';
import { type Batch, MOST_BYTES, MOST_EVENTS, type WireEvent } from './wire.ts';

export const OUTBOX_KEY = '_trb_q';

const PATIENCE_MS = 250;
const URGENT_MS = 50;
const MOST_TRIES = 6;
const FIRST_PAUSE_MS = 1_000;
/** Of what waits; beyond it the oldest goes. */
const MOST_WAITING = 200;

type Kept = { tries: number; events: WireEvent[] };

export type Outbox = {
  /** Goes on with what an earlier page of the tab left. */
  resume(): Promise<void>;
  /** Takes an event; `urgent` ones go off with what waits, others wait a moment for company. */
  add(event: WireEvent, urgent: boolean): Promise<void>;
  /** Forgets what waits and stops trying. */
  clear(): Promise<void>;
};

/**
 * Sends events in batches. What the app has not taken is kept in the tab, so that the next page of the
 * shop goes on with it; a batch is tried six times in all, over pages, and then given up.
 */
export function openOutbox(options: {
  url: string;
  tab: Memory;
  /** The parts of a batch that do not come from its events, as they are when it goes. */
  envelope(): Pick<Batch, 'shop' | 'visitor'>;
}): Outbox {
  let waiting: WireEvent[] = [];
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerIsFor = Number.POSITIVE_INFINITY;
  let sending = false;
  let opened: Promise<void> | null = null;

  const keep = () =>
    waiting.length === 0
      ? options.tab.forget(OUTBOX_KEY)
      : options.tab.write(OUTBOX_KEY, JSON.stringify({ tries, events: waiting } satisfies Kept));

  const open = async () => {
    const kept = keptFrom(await options.tab.read(OUTBOX_KEY));
    tries = kept.tries;
    waiting = kept.events;
    if (waiting.length > 0) schedule(pauseOr(PATIENCE_MS));
  };

  // A server in trouble is not asked more often because more happens.
  const pauseOr = (ms: number) => (tries === 0 ? ms : FIRST_PAUSE_MS * 2 ** (tries - 1));

  const schedule = (ms: number) => {
    const due = Date.now() + ms;
    if (sending || due >= timerIsFor) return;
    clearTimeout(timer);
    timerIsFor = due;
    timer = setTimeout(() => void send(), ms);
  };

  const send = async () => {
    timerIsFor = Number.POSITIVE_INFINITY;
    if (sending || waiting.length === 0) return;
    sending = true;
    const { body, count } = nextBatch(waiting, options.envelope());
    const batch = waiting.slice(0, count);
    const taken = await post(options.url, body);
    sending = false;
    tries = taken ? 0 : tries + 1;
    if (taken || tries >= MOST_TRIES) {
      // By identity: what was cleared or pushed out meanwhile is not there any more.
      waiting = waiting.filter((event) => !batch.includes(event));
      tries = 0;
    }
    await keep();
    if (waiting.length > 0) schedule(pauseOr(0));
  };

  const resume = () => {
    opened ??= open();
    return opened;
  };

  return {
    resume,
    async add(event, urgent) {
      await resume();
      if (waiting.some(({ id, type }) => id === event.id && type === event.type)) return;
      waiting = [...waiting, event].slice(-MOST_WAITING);
      await keep();
      schedule(pauseOr(urgent || waiting.length >= MOST_EVENTS ? URGENT_MS : PATIENCE_MS));
    },
    async clear() {
      clearTimeout(timer);
      timerIsFor = Number.POSITIVE_INFINITY;
      waiting = [];
      tries = 0;
      await options.tab.forget(OUTBOX_KEY);
    },
  };
}

/** True: the app has it, or will never take it. False: worth another try. */
async function post(url: string, body: string): Promise<boolean> {
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      keepalive: true,
      headers: { 'content-type': 'text/plain' },
      body,
    });
    return status < 500 && status !== 408 && status !== 429;
  } catch {
    return false;
  }
}

/** As many of the events, in order, as a body may hold; at least one. */
function nextBatch(
  waiting: readonly WireEvent[],
  envelope: Pick<Batch, 'shop' | 'visitor'>,
): { body: string; count: number } {
  let count = Math.min(waiting.length, MOST_EVENTS);
  for (;;) {
    const batch: Batch = {
      v: 1,
      ...envelope,
      sentAt: new Date().toISOString(),
      events: waiting.slice(0, count),
    };
    const body = JSON.stringify(batch);
    if (count <= 1 || new TextEncoder().encode(body).length <= MOST_BYTES) return { body, count };
    count = Math.ceil(count / 2);
  }
}

/** Whatever stood there: only what looks like it was written here is taken up again. */
function keptFrom(text: string | null): Kept {
  try {
    const { tries, events } = JSON.parse(text ?? 'null') as Partial<Kept>;
    if (typeof tries !== 'number' || !Array.isArray(events)) throw new TypeError();
    return { tries, events: events.filter(({ id, type }) => id && type) };
  } catch {
    return { tries: 0, events: [] };
  }
}
