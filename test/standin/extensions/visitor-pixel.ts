import { createContext, runInContext } from 'node:vm';
import { browserScript, deployedPixel } from './extension-assets.ts';
import type { PageData } from './page-extensions.ts';
import {
  commonGlobals,
  type OpenPage,
  scriptRequest,
  type VisitorBrowser,
} from './visitor-browser.ts';
import type { VisitorClock } from './visitor-clock.ts';
import type { Consent } from './visitor-document.ts';

type Line = {
  postMessage(message: unknown): void;
  onmessage: ((event: { data: unknown }) => void) | null;
};
type Call = { id: number; call: string; args: string[] };

/**
 * The deployed pixel in the sandbox worker's own script, in a realm without a document. The returned
 * function passes a change of consent on.
 */
export async function startVisitorPixel(options: {
  page: OpenPage;
  data: PageData;
  consent: Consent;
  browser: VisitorBrowser;
  clock: VisitorClock;
}): Promise<(consent: Consent) => void> {
  const { page, data, consent, browser, clock } = options;
  const lent = lentTo(browser);
  const line: Line = {
    onmessage: null,
    postMessage: (message) => {
      const { id, call, args } = structuredClone(message) as Call;
      void clock.track(
        Promise.resolve().then(() => {
          const lend = lent[call];
          const answer = lend
            ? { id, value: lend(...args) }
            : { id, error: `the sandbox has no ${call}` };
          line.onmessage?.({ data: answer });
        }),
      );
    },
  };
  let start: ((event: { data: unknown; ports: Line[] }) => void) | null = null;
  const bundle = await deployedPixel();
  const fetch = (address: unknown, init: unknown) =>
    clock.track(browser.fetch(new URL(String(address)), scriptRequest(init), true));
  const realm: Record<string, unknown> = {
    ...commonGlobals(clock, fetch),
    addEventListener: (_name: string, listener: typeof start) => {
      start = listener;
    },
    importScripts: () => runInContext(bundle, realm),
  };
  realm.self = realm;
  createContext(realm);
  runInContext(browserScript('sandbox-worker.js'), realm);
  const message = structuredClone({
    bundle: '',
    settings: data.pixel?.settings ?? {},
    init: {
      context: contextOf(page, page.url, browser),
      data: {
        customer: null,
        cart: null,
        purchasingCompany: null,
        shop: {
          countryCode: 'US',
          myshopifyDomain: data.shop.domain,
          name: data.shop.name,
          paymentSettings: { currencyCode: 'USD' },
          storefrontUrl: data.shop.origin,
        },
      },
      customerPrivacy: consent,
    },
    events: eventsOf(page, data, browser),
  });
  (start as ((event: { data: unknown; ports: Line[] }) => void) | null)?.({
    data: message,
    ports: [line],
  });
  return (changed) => line.onmessage?.({ data: { consent: changed } });
}

/** The page's events as the pixel manager publishes them. */
function eventsOf(page: OpenPage, data: PageData, browser: VisitorBrowser) {
  return data.events.map(({ at, path, ...event }, seq) => ({
    ...event,
    clientId: data.clientId,
    seq,
    type: 'standard',
    timestamp: new Date(at).toISOString(),
    context: contextOf(page, path === null ? page.url : new URL(path, page.url), browser),
  }));
}

function contextOf(page: OpenPage, address: URL, { userAgent }: VisitorBrowser) {
  const { href, hash, host, hostname, origin, pathname, port, protocol, search } = address;
  const location = { href, hash, host, hostname, origin, pathname, port, protocol, search };
  return {
    document: { location, referrer: page.referrer, characterSet: 'UTF-8', title: '' },
    navigator: { language: 'en', languages: ['en'], cookieEnabled: true, userAgent },
    window: { location, origin, innerWidth: 390, innerHeight: 844, scrollX: 0, scrollY: 0 },
  };
}

/** What the manager lends of the browser, by the name of the call. */
function lentTo(browser: VisitorBrowser): Record<string, (...args: string[]) => unknown> {
  const { cookies, site } = browser;
  const lent: Record<string, (...args: string[]) => unknown> = {
    'cookie.get': (name = '') => cookies.get(site, name) ?? '',
    'cookie.set': (cookie = '', value) =>
      cookies.set(site, value === undefined ? cookie : `${cookie}=${value}`, 'script'),
  };
  for (const kind of ['localStorage', 'sessionStorage'] as const) {
    const kept = browser[kind];
    lent[`${kind}.getItem`] = (key = '') => kept.get(key) ?? null;
    lent[`${kind}.setItem`] = (key = '', value = '') => void kept.set(key, value);
    lent[`${kind}.removeItem`] = (key = '') => void kept.delete(key);
  }
  return lent;
}
