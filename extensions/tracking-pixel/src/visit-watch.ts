import type { Memories } from './memory.ts';
import type { Permission } from './permission.ts';

export const VISIT_KEY = '_trb_s';

const SILENCE_MS = 30 * 60_000;
/** A sign this soon after the last one changes nothing that is worth writing down. */
const SOON_MS = 60_000;

/** The visit that is going on: when something last happened, and what it began with. */
type Visit = { at: number; key: string };

export type Arrival = {
  /** Epoch milliseconds of the event. */
  at: number;
  /** The kept campaign query of the page. */
  arrival: string;
  referrer: string | null;
};

export type VisitWatch = {
  /** Notes a page; true when a visit begins with it. */
  begins(page: Arrival, permission: Permission): Promise<boolean>;
  /** Notes that the visit goes on. */
  goesOn(at: number, permission: Permission): Promise<void>;
  forget(): Promise<void>;
};

/**
 * A visit begins with the first page, after half an hour without a sign, and when the browser comes
 * anew from a campaign or another site. The same arrival seen again (a reload, a step back) is the
 * same visit. All tabs share one visit where a lasting id is allowed, else each tab has its own.
 */
export function watchVisits({ lasting, tab }: Memories): VisitWatch {
  const read = async (permission: Permission): Promise<Visit | null> => {
    const shared = permission === 'all' ? await lasting.read(VISIT_KEY) : null;
    return visitFrom(shared ?? (await tab.read(VISIT_KEY)));
  };
  let noted = Number.NEGATIVE_INFINITY;
  const write = (visit: Visit, permission: Permission) => {
    noted = visit.at;
    return (permission === 'all' ? lasting : tab).write(VISIT_KEY, JSON.stringify(visit));
  };
  return {
    async begins({ at, arrival, referrer }, permission) {
      const visit = await read(permission);
      const key = arrival === '' && referrer === null ? '' : `${arrival} ${referrer ?? ''}`;
      const alive = visit !== null && at - visit.at < SILENCE_MS;
      const begins = !alive || (key !== '' && key !== visit.key);
      await write({ at, key: begins || !visit ? key : visit.key }, permission);
      return begins;
    },
    async goesOn(at, permission) {
      if (at - noted < SOON_MS) return;
      const visit = await read(permission);
      if (visit) await write({ at: Math.max(at, visit.at), key: visit.key }, permission);
    },
    async forget() {
      noted = Number.NEGATIVE_INFINITY;
      await lasting.forget(VISIT_KEY);
      await tab.forget(VISIT_KEY);
    },
  };
}

function visitFrom(text: string | null): Visit | null {
  try {
    const { at, key } = JSON.parse(text ?? 'null') as Partial<Visit>;
    return typeof at === 'number' && typeof key === 'string' ? { at, key } : null;
  } catch {
    return null;
  }
}
