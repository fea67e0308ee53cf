/**
 * For `node --import`: sends every request to `https://*.myshopify.com`, and to the addresses under which a
 * local browser finds the shops (`http://*.localhost`), to the stand-in at `STANDIN_URL`, with the host it was meant for in `x-standin-host`. The code that calls `fetch`
 * knows nothing of it. Requests to any other place go where they always went.
 */
const SHOP_HOST = /^[a-z0-9][a-z0-9-]*\.(?:myshopify\.com|localhost)$/i;

type Fetch = typeof globalThis.fetch;

/** The same fetch, with shops moved to the stand-in. `standinUrl` is asked anew on each request. */
export function redirectingFetch(inner: Fetch, standinUrl: () => string | undefined): Fetch {
  return async (input, init) => {
    const target = standinUrl();
    const url = new URL(input instanceof Request ? input.url : input);
    if (target === undefined || !SHOP_HOST.test(url.hostname)) return inner(input, init);
    const moved = new URL(`${url.pathname}${url.search}`, target);
    // A name below localhost need not resolve; the stand-in listens here.
    if (moved.hostname === 'localhost') moved.hostname = '127.0.0.1';
    const request = new Request(input, init);
    const headers = new Headers(request.headers);
    headers.set('x-standin-host', url.hostname);
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    return inner(moved, {
      method: request.method,
      headers,
      redirect: request.redirect,
      signal: request.signal,
      ...(hasBody ? { body: await request.arrayBuffer() } : {}),
    });
  };
}

/** Wraps `globalThis.fetch` for good: a library that puts its own fetch there is wrapped as well. */
export function installFetchRedirect(standinUrl: () => string | undefined): void {
  let wrapped = redirectingFetch(globalThis.fetch, standinUrl);
  Object.defineProperty(globalThis, 'fetch', {
    configurable: true,
    enumerable: true,
    get: () => wrapped,
    set(replacement: Fetch) {
      if (replacement !== wrapped) wrapped = redirectingFetch(replacement, standinUrl);
    },
  });
}
