import { createContext, runInContext } from 'node:vm';
import { browserScript } from './extension-assets.ts';
import type { PageData } from './page-extensions.ts';
import { PAGE_DATA_ID } from './page-extensions.ts';
import { readThemeAsset } from './theme-extension.ts';
import {
  commonGlobals,
  type OpenPage,
  scriptRequest,
  type VisitorBrowser,
} from './visitor-browser.ts';
import type { VisitorClock } from './visitor-clock.ts';

export type Consent = {
  analyticsProcessingAllowed: boolean;
  marketingAllowed: boolean;
  preferencesProcessingAllowed: boolean;
  saleOfDataAllowed: boolean;
};

export type VisitorDocument = {
  consent(): Consent;
  /** The banner is there and waits for an answer. */
  isAsked(): boolean;
  /** Answers the banner, or changes the answer. */
  answer(all: boolean): void;
  onConsent(listener: (consent: Consent) => void): void;
};

const DATA = new RegExp(`<script type="application/json" id="${PAGE_DATA_ID}">(.*?)</script>`, 's');
const EMBED = /<script\s+src="[^"]*\/visit-embed\.js"([^>]*)>/;
const ATTRIBUTE = /data-([a-z-]+)="([^"]*)"/g;

type CustomerPrivacy = {
  [purpose in keyof Consent]: () => boolean;
} & { shouldShowBanner(): boolean; setTrackingConsent(consent: Record<string, boolean>): void };

/** null: not a page of a shop. */
export function readPageData(html: string): PageData | null {
  const json = DATA.exec(html)?.[1];
  return json === undefined ? null : (JSON.parse(json) as PageData);
}

/**
 * A page of the shop in a realm of its own, with as much of a document as Shopify's privacy script and
 * the app's embed use; runs both, the embed only where the page has it and `withEmbed`.
 */
export function openDocument(
  page: OpenPage,
  browser: VisitorBrowser,
  clock: VisitorClock,
  withEmbed: boolean,
): VisitorDocument {
  const json = DATA.exec(page.html)?.[1] ?? '{}';
  const listeners: { name: string; listener: (event: object) => void }[] = [];
  const document = {
    currentScript: null as { dataset: Record<string, string> } | null,
    get cookie() {
      return browser.cookies.header(browser.site);
    },
    set cookie(line: string) {
      browser.cookies.set(browser.site, line, 'script');
    },
    referrer: page.referrer,
    getElementById: (id: string) => (id === PAGE_DATA_ID ? { textContent: json } : null),
    addEventListener: (name: string, listener: (event: object) => void) => {
      listeners.push({ name, listener });
    },
    dispatchEvent: (event: { type: string }) => {
      for (const { name, listener } of listeners) if (name === event.type) listener(event);
    },
  };
  const fetch = (address: unknown, init: unknown) => {
    const url = new URL(String(address), page.url);
    return clock.track(browser.fetch(url, scriptRequest(init), false));
  };
  class PageEvent {
    readonly type: string;
    readonly detail: unknown;
    constructor(type: string, options?: { detail?: unknown }) {
      this.type = type;
      this.detail = options?.detail;
    }
  }
  const sendBeacon = (address: unknown, body: unknown) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };
    void fetch(address, { method: 'POST', headers, body });
    return true;
  };
  const realm: Record<string, unknown> = {
    ...commonGlobals(clock, fetch),
    navigator: { sendBeacon, userAgent: browser.userAgent },
    document,
    location: page.url,
    CustomEvent: PageEvent,
  };
  realm.window = realm;
  createContext(realm);
  runInContext(browserScript('customer-privacy.js'), realm);
  const shopify = realm.Shopify as {
    loadFeatures(features: unknown[], done: () => void): void;
    customerPrivacy?: CustomerPrivacy;
  };
  // The shop's banner and pixel manager ask for the API before anybody else does.
  let privacy: CustomerPrivacy | undefined;
  shopify.loadFeatures([], () => {
    privacy = shopify.customerPrivacy;
  });
  const embed = withEmbed ? EMBED.exec(page.html) : null;
  if (embed) {
    document.currentScript = { dataset: datasetOf(embed[1] ?? '') };
    runInContext(readThemeAsset('visit-embed.js') ?? '', realm);
    document.currentScript = null;
  }
  const consent = (): Consent => ({
    analyticsProcessingAllowed: privacy?.analyticsProcessingAllowed() ?? false,
    marketingAllowed: privacy?.marketingAllowed() ?? false,
    preferencesProcessingAllowed: privacy?.preferencesProcessingAllowed() ?? false,
    saleOfDataAllowed: privacy?.saleOfDataAllowed() ?? false,
  });
  return {
    consent,
    isAsked: () => privacy?.shouldShowBanner() ?? false,
    answer: (all) =>
      privacy?.setTrackingConsent({
        analytics: all,
        marketing: all,
        preferences: all,
        sale_of_data: all,
      }),
    onConsent: (listener) =>
      document.addEventListener('visitorConsentCollected', () => listener(consent())),
  };
}

function datasetOf(attributes: string): Record<string, string> {
  const dataset: Record<string, string> = {};
  for (const [, name = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
    dataset[name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())] = value;
  }
  return dataset;
}
