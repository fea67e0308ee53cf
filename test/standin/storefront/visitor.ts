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
  userAgent?: string;
  ip?: string;
};

const BROWSER =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const MOST_REDIRECTS = 10;

/**
 * Somebody with a browser: keeps cookies per site, follows redirects between the shop, its app proxy
 * and the app itself, and remembers the page before as the referrer.
 */
export class StorefrontVisitor {
  readonly #options: VisitorOptions;
  readonly #cookies = new Map<string, Map<string, string>>();
  /** The page that is open now. */
  page: URL | null = null;

  constructor(options: VisitorOptions) {
    this.#options = options;
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
    const done = await this.post(start.url.href, fields);
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
    return this.#cookies.get(this.#options.shopDomain)?.get(name);
  }

  clearCookies(): void {
    this.#cookies.clear();
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
        if (response.headers.get('content-type')?.startsWith('text/html')) this.page = target;
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
    const own = url.host === shopDomain || url.hostname === `${shopDomain.split('.')[0]}.localhost`;
    const site = own ? shopDomain : url.host;
    const headers = new Headers({
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'accept-language': 'en',
      'user-agent': this.#options.userAgent ?? BROWSER,
    });
    if (own) headers.set('x-standin-host', shopDomain);
    if (this.#options.ip) headers.set('x-forwarded-for', this.#options.ip);
    if (referrer !== null) headers.set('referer', referrer);
    if (typeof body === 'string') headers.set('content-type', 'application/json');
    const jar = this.#cookies.get(site);
    if (jar?.size) {
      headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const response = await fetch(own ? new URL(url.pathname + url.search, standin) : url, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    this.#keepCookies(site, response.headers.getSetCookie());
    return response;
  }

  #keepCookies(site: string, lines: readonly string[]): void {
    const jar = this.#cookies.get(site) ?? new Map<string, string>();
    this.#cookies.set(site, jar);
    for (const line of lines) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const name = pair.slice(0, at).trim();
      if (/;\s*max-age=0(;|$)/i.test(line)) jar.delete(name);
      else jar.set(name, pair.slice(at + 1).trim());
    }
  }
}
