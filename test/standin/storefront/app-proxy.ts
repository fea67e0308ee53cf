import { createHmac } from 'node:crypto';
import type { StandinRequest, StandinResponse } from '../http.ts';
import type { Shop, World } from '../state/world.ts';

/** Shopify speaks for these itself; a visitor who writes them into an address is not believed. */
const OWN_PARAMS = ['shop', 'logged_in_customer_id', 'path_prefix', 'timestamp', 'signature'];
const FORWARDED = ['accept', 'accept-language', 'content-type', 'referer', 'user-agent'];
const RETURNED = ['content-type', 'location', 'cache-control', 'content-language', 'vary'];

/**
 * Hex HMAC-SHA256 over `name=value` of every parameter but the signature, sorted, nothing between
 * them; a name that comes more than once is taken once with its values joined by commas.
 */
function proxySignature(secret: string, query: URLSearchParams): string {
  const names = new Set([...query.keys()].filter((name) => name !== 'signature'));
  const message = [...names]
    .map((name) => `${name}=${query.getAll(name).join(',')}`)
    .sort()
    .join('');
  return createHmac('sha256', secret).update(message).digest('hex');
}

/**
 * What the app answers below /<prefix>/<subpath>, asked with Shopify's parameters and signature.
 * Cookies pass in neither direction; redirects pass through. null: not a proxy address, or the app is
 * not installed.
 */
export async function appProxy(
  world: World,
  shop: Shop,
  request: StandinRequest,
): Promise<Exclude<StandinResponse, 'break'> | null> {
  const { prefix, subpath, url } = world.app.proxy;
  const pathPrefix = `/${prefix}/${subpath}`;
  const { pathname } = request.url;
  if (pathname !== pathPrefix && !pathname.startsWith(`${pathPrefix}/`)) return null;
  if (shop.installation === null) return null;
  const target = new URL(url, world.app.appUrl);
  target.pathname = target.pathname.replace(/\/$/, '') + pathname.slice(pathPrefix.length);
  const query = new URLSearchParams(request.url.search);
  for (const name of OWN_PARAMS) query.delete(name);
  query.set('shop', shop.domain);
  query.set('logged_in_customer_id', '');
  query.set('path_prefix', pathPrefix);
  // The app checks this against the real time of day, which the world's clock may have left behind.
  query.set('timestamp', Math.floor(Date.now() / 1000).toString());
  query.set('signature', proxySignature(world.app.apiSecret, query));
  target.search = query.toString();

  const headers = new Headers({
    'x-forwarded-host': shop.domain,
    'x-forwarded-for': clientIp(request),
  });
  for (const name of FORWARDED) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const bodiless = request.method === 'GET' || request.method === 'HEAD';
  let response: Response;
  try {
    response = await fetch(target, {
      method: request.method,
      headers,
      redirect: 'manual',
      ...(bodiless ? {} : { body: new Uint8Array(request.body) }),
    });
  } catch {
    return {
      status: 502,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: 'There was an error in the third-party application.\n',
    };
  }
  const passed: Record<string, string> = {};
  for (const name of RETURNED) {
    const value = response.headers.get(name);
    if (value !== null) passed[name] = value;
  }
  return {
    status: response.status,
    headers: passed,
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** The visitor's address: the first of X-Forwarded-For, where a test gives one, or the socket's. */
export function clientIp(request: StandinRequest): string {
  const given = request.headers['x-forwarded-for'];
  const first = typeof given === 'string' ? given.split(',')[0]?.trim() : '';
  return first || request.remoteAddress;
}

/** A Liquid answer as a page body: output and tags are taken out, `{% layout none %}` is reported. */
export function renderLiquid(source: string): { html: string; layout: boolean } {
  const layout = !/\{%-?\s*layout\s+none\s*-?%\}/.test(source);
  return { layout, html: source.replaceAll(/\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g, '') };
}
