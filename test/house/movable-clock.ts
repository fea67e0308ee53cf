/** Milliseconds that the clock of this process is ahead of the real one. */
let aheadMs = 0;

/**
 * Lets `Date` go ahead of the real time, for seasons that are played in minutes. Only in processes of tests: the
 * code that asks for the time knows nothing of it. Timers go on as they are.
 */
export function installMovableClock(): void {
  const RealDate = globalThis.Date;
  const now = () => RealDate.now() + aheadMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: unknown[], newTarget: typeof Date) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
}

export function setClockAhead(milliseconds: number): void {
  aheadMs = milliseconds;
}
