/** Cookies of one browser by site, each with its end; nothing here looks at Path, Secure or SameSite. */
export class VisitorCookies {
  readonly #sites = new Map<string, Map<string, { value: string; endsAt: number }>>();
  readonly #now: () => number;
  readonly #scriptCapMs: number;

  /** `now`: epoch milliseconds. `scriptCapMs`: how long a cookie may live that a script sets. */
  constructor(now: () => number, scriptCapMs = Number.POSITIVE_INFINITY) {
    this.#now = now;
    this.#scriptCapMs = scriptCapMs;
  }

  get(site: string, name: string): string | undefined {
    return this.#alive(site).get(name);
  }

  /** As in the Cookie header and in document.cookie; '' for none. */
  header(site: string): string {
    return [...this.#alive(site)].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Takes a Set-Cookie line, or one that a script wrote into document.cookie. */
  set(site: string, line: string, by: 'server' | 'script'): void {
    const jar = this.#sites.get(site) ?? new Map<string, { value: string; endsAt: number }>();
    this.#sites.set(site, jar);
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    const age = /;\s*max-age=(-?\d+)/i.exec(line)?.[1];
    const wished = age === undefined ? Number.POSITIVE_INFINITY : Number(age) * 1000;
    const life = by === 'script' ? Math.min(wished, this.#scriptCapMs) : wished;
    if (life <= 0) jar.delete(name);
    else jar.set(name, { value: pair.slice(at + 1).trim(), endsAt: this.#now() + life });
  }

  clear(): void {
    this.#sites.clear();
  }

  #alive(site: string): Map<string, string> {
    const now = this.#now();
    const jar = this.#sites.get(site) ?? new Map<string, { value: string; endsAt: number }>();
    return new Map(
      [...jar].flatMap(([name, { value, endsAt }]) => (endsAt > now ? [[name, value]] : [])),
    );
  }
}
