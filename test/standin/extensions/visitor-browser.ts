import type { VisitorCookies } from '../storefront/visitor-cookies.ts';

/** What the page's scripts and the pixel may use of a programmatic visitor's browser. */
export type VisitorBrowser = {
  /** glowy.myshopify.com: the site whose cookies the page sees. */
  site: string;
  cookies: VisitorCookies;
  localStorage: Map<string, string>;
  /** Of the one tab that there is. */
  sessionStorage: Map<string, string>;
  userAgent: string;
  /** A request of a page's script; of the sandbox, which has no origin and sends no cookies, `sandboxed`. */
  fetch(url: URL, init: ScriptRequest, sandboxed: boolean): Promise<Response>;
};

export type ScriptRequest = {
  method: string;
  headers: Record<string, string>;
  body: string | null;
};

/** The page that is open: its address as the visitor's browser shows it. */
export type OpenPage = { url: URL; referrer: string; html: string };

/** Plain data of what a script gave to `fetch`; other realms' objects stay behind. */
export function scriptRequest(init: unknown): ScriptRequest {
  const given = (init ?? {}) as { method?: unknown; headers?: object; body?: unknown };
  const headers = Object.entries(given.headers ?? {}).map(([name, value]) => [name, String(value)]);
  return {
    method: String(given.method ?? 'GET'),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: given.body === undefined ? null : String(given.body),
  };
}

/** Globals that a page and a worker have alike, with the visitor's clock in place of the real one. */
export function commonGlobals(
  clock: { now(): number; setTimeout: unknown; clearTimeout: unknown },
  fetch: (url: unknown, init: unknown) => Promise<unknown>,
): Record<string, unknown> {
  class PageDate extends Date {
    constructor(...given: [] | [string | number]) {
      super(given.length === 0 ? clock.now() : given[0]);
    }
    static override now(): number {
      return clock.now();
    }
  }
  return {
    fetch,
    setTimeout: clock.setTimeout,
    clearTimeout: clock.clearTimeout,
    Date: PageDate,
    URL,
    URLSearchParams,
    TextEncoder,
    crypto: globalThis.crypto,
    console,
  };
}
