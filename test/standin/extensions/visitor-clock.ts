import { setImmediate as turn } from 'node:timers/promises';

type Alarm = { id: number; due: number; run: () => void };

/**
 * Timers of a page that nobody waits for: when everything under way is done, the next alarm rings at
 * once and the page's clock jumps to it. So a visitor who stays for five seconds takes no time here.
 */
export class VisitorClock {
  #elapsed = 0;
  #last = 0;
  #alarms: Alarm[] = [];
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #startedAt: number;

  /** `startedAt`: epoch milliseconds at which the page opens. */
  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  now = (): number => this.#startedAt + this.#elapsed;

  setTimeout = (run: () => void, ms = 0): number => {
    this.#last += 1;
    this.#alarms.push({ id: this.#last, due: this.#elapsed + ms, run });
    return this.#last;
  };

  clearTimeout = (id: number | undefined): void => {
    this.#alarms = this.#alarms.filter((alarm) => alarm.id !== id);
  };

  /** Counts as under way until it settles. */
  track<T>(work: Promise<T>): Promise<T> {
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    this.#underWay.add(settled);
    void settled.then(() => this.#underWay.delete(settled));
    return work;
  }

  /** Lets everything happen that happens within `ms`; later alarms are lost, as with a page that is left. */
  async stay(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    for (;;) {
      await this.#calm();
      const [next] = this.#alarms.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
      if (!next) break;
      this.#alarms = this.#alarms.filter((alarm) => alarm !== next);
      this.#elapsed = Math.max(this.#elapsed, next.due);
      next.run();
    }
    this.#elapsed = end;
  }

  /** A turn of the loop carries all promises through that wait for nothing outside. */
  async #calm(): Promise<void> {
    await turn();
    while (this.#underWay.size > 0) {
      await Promise.all(this.#underWay);
      await turn();
    }
  }
}
