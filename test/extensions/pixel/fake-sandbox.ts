import type {
  AsyncStorage,
  CustomerEvent,
  Privacy,
  Sandbox,
} from '#extensions/tracking-pixel/src/sandbox.ts';
import type { Batch, WireEvent } from '#extensions/tracking-pixel/src/wire.ts';
import { HOME } from './customer-events.ts';

export const ALLOWED: Privacy = { analyticsProcessingAllowed: true, marketingAllowed: true };
export const ANALYTICS_ONLY: Privacy = {
  analyticsProcessingAllowed: true,
  marketingAllowed: false,
};
export const NOTHING: Privacy = { analyticsProcessingAllowed: false, marketingAllowed: false };

/** A browser as the pixel sees it through the sandbox; it outlives pages. */
export type FakeBrowser = {
  cookies: Map<string, string>;
  /** The cookie lines as they were set. */
  cookieLines: string[];
  local: Map<string, string>;
  session: Map<string, string>;
  /** Every look at, or change of, what the browser keeps. */
  touches: number;
  takesCookies: boolean;
  takesStorage: boolean;
};

export function fakeBrowser(): FakeBrowser {
  return {
    cookies: new Map(),
    cookieLines: [],
    local: new Map(),
    session: new Map(),
    touches: 0,
    takesCookies: true,
    takesStorage: true,
  };
}

export type FakePage = {
  sandbox: Sandbox;
  publish(...events: CustomerEvent[]): void;
  decide(privacy: Privacy): void;
};

export const SETTINGS = {
  collectUrl: 'https://app.example/collect',
  accountId: 'glowy.myshopify.com',
};

/** One page of the shop, opened in `browser`. */
export function fakePage(
  browser: FakeBrowser,
  options: { privacy?: Privacy; settings?: Record<string, unknown>; href?: string } = {},
): FakePage {
  const subscribers = new Map<string, (event: CustomerEvent) => void>();
  const deciders: ((event: { customerPrivacy: Privacy }) => void)[] = [];
  const touch = async (allowed = true) => {
    browser.touches += 1;
    await Promise.resolve();
    if (!allowed) throw new Error('SecurityError');
  };
  const storage = (kept: Map<string, string>): AsyncStorage => ({
    getItem: async (key) => {
      await touch(browser.takesStorage);
      return kept.get(key) ?? null;
    },
    setItem: async (key, value) => {
      await touch(browser.takesStorage);
      kept.set(key, value);
    },
    removeItem: async (key) => {
      await touch(browser.takesStorage);
      kept.delete(key);
    },
  });
  const sandbox: Sandbox = {
    settings: options.settings ?? SETTINGS,
    analytics: {
      subscribe: (name, callback) => {
        subscribers.set(name, callback);
        return () => subscribers.delete(name);
      },
    },
    browser: {
      cookie: {
        get: async (name) => {
          await touch();
          return browser.cookies.get(name ?? '') ?? '';
        },
        set: async (line) => {
          await touch();
          browser.cookieLines.push(line);
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          if (!browser.takesCookies) return;
          if (/max-age=0/i.test(line)) browser.cookies.delete(name);
          else browser.cookies.set(name, value);
        },
      },
      localStorage: storage(browser.local),
      sessionStorage: storage(browser.session),
    },
    init: {
      context: { document: { location: { href: options.href ?? HOME }, referrer: '' } },
      data: {
        shop: { myshopifyDomain: 'glowy.myshopify.com', storefrontUrl: 'https://glowy.example' },
      },
      customerPrivacy: options.privacy ?? ALLOWED,
    },
    customerPrivacy: {
      subscribe: (_name, callback) => deciders.push(callback),
    },
  };
  return {
    sandbox,
    publish: (...events) => {
      for (const event of events) subscribers.get(event.name)?.(event);
    },
    decide: (customerPrivacy) => {
      for (const decider of deciders) decider({ customerPrivacy });
    },
  };
}

export type Post = { url: string; init: RequestInit; batch: Batch };

/** The app's door: what it was sent, and how it answers (a status, or a connection that breaks). */
export function fakeDoor() {
  const posts: Post[] = [];
  const door = {
    posts,
    answer: 204 as number | 'broken',
    events: (): WireEvent[] => posts.flatMap(({ batch }) => batch.events),
    fetch: async (url: string, init: RequestInit): Promise<Response> => {
      posts.push({ url, init, batch: JSON.parse(String(init.body)) as Batch });
      if (door.answer === 'broken') throw new TypeError('Failed to fetch');
      return new Response(null, { status: door.answer });
    },
  };
  return door;
}
