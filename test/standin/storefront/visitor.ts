import { BROWSER_KINDS, type BrowserKind } from '../extensions/browser-kind.ts';
import type { ScriptRequest } from '../extensions/visitor-browser.ts';
import { type PixelHabit, VisitorExtensions } from '../extensions/visitor-extensions.ts';
import { VisitorCookies } from './visitor-cookies.ts';

export type Reply = { status: number; url: URL; text: string; headers: Headers };

export type CheckoutWish = {
  email: string;
  codes?: readonly string[];
  firstName?: string;
  lastName?: string;
  country?: string;
  currency?: string;
  tip?: string;
  account?: boolean;
};

export type VisitorOptions = {
  /** Where the stand-in listens, http://localhost:<port>. */
  standin: string;
  /** glowy.myshopify.com */
  shopDomain: string;
  /** Which browser it is; default Chrome. A person with two browsers is two visitors. */
  browser?: BrowserKind;
  /** Instead of what that browser says of itself. */
  userAgent?: string;
  ip?: string;
  /** How the visitor meets the app's web pixel; default off. */
  pixel?: PixelHabit;
  /** The app's embed runs where the theme has it; false: something blocks it. */
  embed?: boolean;
  /** Epoch milliseconds by which cookies end: the world's clock where that is moved; default the real one. */
  now?: () => number;
};

const MOST_REDIRECTS = 10;

/**
 * Somebody with a browser: keeps cookies per site, follows redirects between the shop, its app proxy
 * and the app itself, and remembers the page before as the referrer.
 */
export class StorefrontVisitor {
  readonly #options: VisitorOptions;
  readonly #userAgent: string;
  readonly #cookies: VisitorCookies;
  readonly #localStorage = new Map<string, string>();
  readonly #sessionStorage = new Map<string, string>();
  readonly #extensions: VisitorExtensions;
  /** The page that is open now. */
  page: URL | null = null;

  constructor(options: VisitorOptions) {
    const now = options.now ?? Date.now;
    const kind = BROWSER_KINDS[options.browser ?? 'chrome'];
    this.#options = options;
    this.#userAgent = options.userAgent ?? kind.userAgent;
    this.#cookies = new VisitorCookies(now, kind.scriptCapMs);
    this.#extensions = new VisitorExtensions({
      pixel: options.pixel ?? 'off',
      embed: options.embed ?? true,
      browser: {
        site: options.shopDomain,
        cookies: this.#cookies,
        localStorage: this.#localStorage,
        sessionStorage: this.#sessionStorage,
        userAgent: this.#userAgent,
        fetch: (url, init, sandboxed) => this.#scriptFetch(url, init, sandboxed),
      },
    });
  }

  /**
   * Opens a path of the shop or any absolute URL. `referrer`: the page the link stood on; default
   * none, as when an address is typed or an app opens it.
   */
  async go(address: string, options: { referrer?: string } = {}): Promise<Reply> {
    return this.#request('GET', this.#resolve(address), undefined, options.referrer ?? null);
  }

  /** Puts a variant into the cart by the product page's form. */
  async addToCart(variantId: bigint | string, quantity = 1): Promise<Reply> {
    return this.post('/cart/add', { id: variantId.toString(), quantity: quantity.toString() });
  }

  /** Sets cart attributes as a theme's script does. */
  async setCartAttributes(attributes: Record<string, string>): Promise<Reply> {
    const url = this.#resolve('/cart/update.js');
    return this.#request('POST', url, JSON.stringify({ attributes }), this.page?.href ?? null);
  }

  /** Goes from the cart to the thank-you page. Throws with the page's complaint when it is refused. */
  async checkout(wish: CheckoutWish): Promise<{ orderId: bigint; orderName: string; url: URL }> {
    const start = await this.go('/checkout', this.page ? { referrer: this.page.href } : {});
    const fields: Record<string, string> = {
      action: 'pay',
      email: wish.email,
      first_name: wish.firstName ?? 'Robin',
      last_name: wish.lastName ?? 'Example',
      address1: '1 Sample Street',
      city: 'Springfield',
      zip: '12345',
      country: wish.country ?? 'US',
      discount: (wish.codes ?? []).join(','),
      tip: wish.tip ?? '',
    };
    if (wish.currency) fields.currency = wish.currency;
    if (wish.account) fields.account = 'on';
    return this.#bought(await this.post(start.url.href, fields));
  }

  /** Buys one thing by the wallet's button beside it, past cart and checkout. */
  async buyNow(variantId: bigint, email: string): Promise<{ orderId: bigint; orderName: string }> {
    return this.#bought(await this.post('/wallets/checkouts', { id: `${variantId}`, email }));
  }

  #bought(done: Reply): { orderId: bigint; orderName: string; url: URL } {
    const order = /data-order-id="(\d+)">([^<]+)</.exec(done.text);
    if (!order?.[1] || !order[2]) {
      const complaint = /role="alert"[^>]*>([\s\S]*?)<\/div>/.exec(done.text)?.[1] ?? done.text;
      throw new Error(`no order: ${done.status} ${complaint.slice(0, 400)}`);
    }
    return { orderId: BigInt(order[1]), orderName: order[2], url: done.url };
  }

  /** Submits a form. */
  async post(address: string, fields: Record<string, string>): Promise<Reply> {
    const body = new URLSearchParams(fields);
    return this.#request('POST', this.#resolve(address), body, this.page?.href ?? null);
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(this.#options.shopDomain, name);
  }

  clearCookies(): void {
    this.#cookies.clear();
  }

  /** Closes the tab; cookies and local storage stay. */
  closeTab(): void {
    this.#sessionStorage.clear();
    this.page = null;
  }

  /** Forgets everything, as a browser inside an app does when the app clears it. */
  forgetEverything(): void {
    this.closeTab();
    this.#cookies.clear();
    this.#localStorage.clear();
  }

  /** Answers the consent banner of the open page, or changes an earlier answer. */
  async answerBanner(answer: 'accept' | 'decline'): Promise<void> {
    await this.#extensions.answerBanner(answer);
  }

  #resolve(address: string): URL {
    return new URL(address, `https://${this.#options.shopDomain}`);
  }

  async #request(
    method: string,
    url: URL,
    body: string | URLSearchParams | undefined,
    referrer: string | null,
  ): Promise<Reply> {
    let target = url;
    let verb = method;
    let payload = body;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const response = await this.#send(verb, target, payload, referrer);
      const location = response.headers.get('location');
      const redirected = response.status >= 300 && response.status < 400 && location !== null;
      if (!redirected) {
        const text = await response.text();
        if (response.headers.get('content-type')?.startsWith('text/html')) {
          this.page = target;
          const own = this.#isOwn(target);
          if (own)
            await this.#extensions.open({ url: target, referrer: referrer ?? '', html: text });
        }
        return { status: response.status, url: target, text, headers: response.headers };
      }
      await response.arrayBuffer();
      target = new URL(location, target);
      if (response.status === 303 || verb === 'POST') {
        verb = 'GET';
        payload = undefined;
      }
    }
    throw new Error(`more than ${MOST_REDIRECTS} redirects from ${url.href}`);
  }

  async #send(
    method: string,
    url: URL,
    body: string | URLSearchParams | undefined,
    referrer: string | null,
  ): Promise<Response> {
    const { standin, shopDomain } = this.#options;
    const own = this.#isOwn(url);
    const site = own ? shopDomain : url.host;
    const headers = new Headers({
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'accept-language': 'en',
      'user-agent': this.#userAgent,
    });
    if (own) headers.set('x-standin-host', shopDomain);
    if (this.#options.ip) headers.set('x-forwarded-for', this.#options.ip);
    if (referrer !== null) headers.set('referer', referrer);
    if (typeof body === 'string') headers.set('content-type', 'application/json');
    const cookie = this.#cookies.header(site);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(own ? new URL(url.pathname + url.search, standin) : url, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) this.#cookies.set(site, line, 'server');
    return response;
  }

  #isOwn({ host, hostname }: URL): boolean {
    const { shopDomain } = this.#options;
    return host === shopDomain || hostname === `${shopDomain.split('.')[0]}.localhost`;
  }

  /** From a page of the shop with its cookies; from the sandbox without any, and without an origin. */
  async #scriptFetch(url: URL, init: ScriptRequest, sandboxed: boolean): Promise<Response> {
    if (!sandboxed) {
      const isForm = init.headers['content-type']?.includes('form-urlencoded');
      const body = isForm ? new URLSearchParams(init.body ?? '') : (init.body ?? undefined);
      return this.#send(init.method, url, body, this.page?.href ?? null);
    }
    const headers = new Headers({ ...init.headers, origin: 'null', 'user-agent': this.#userAgent });
    if (this.#options.ip) headers.set('x-forwarded-for', this.#options.ip);
    return fetch(url, { method: init.method, headers, body: init.body });
  }
}
