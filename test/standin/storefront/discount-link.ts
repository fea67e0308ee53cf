import { redirectResponse, type StandinRequest, type StandinResponse } from '../http.ts';
import { type CookieJar, DISCOUNT_COOKIE } from './browser-state.ts';

const DISCOUNT_LIFE_S = 14 * 86_400;

/**
 * /discount/CODE?redirect=/path: keeps the code for the checkout, whether or not it exists, and goes
 * on to the path, with the link's other parameters added where the path does not carry them itself.
 */
export function discountLink(request: StandinRequest, jar: CookieJar): StandinResponse | null {
  const match = /^\/discount\/([^/]+)\/?$/.exec(request.url.pathname);
  if (!match?.[1]) return null;
  jar.set(DISCOUNT_COOKIE, decodePath(match[1]), DISCOUNT_LIFE_S);
  const target = localTarget(request.url.searchParams.get('redirect'));
  for (const [name, value] of request.url.searchParams) {
    if (name !== 'redirect' && !target.searchParams.has(name)) {
      target.searchParams.append(name, value);
    }
  }
  return redirectResponse(target.pathname + target.search + target.hash, {
    'set-cookie': jar.headers,
  });
}

/** Only paths of the shop itself: anything else leads home. */
function localTarget(redirect: string | null): URL {
  const base = 'http://shop.invalid';
  const target = new URL(redirect ?? '/', base);
  return target.origin === base ? target : new URL('/', base);
}

/** A path segment decoded; as it stands when it is no valid encoding. */
export function decodePath(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
