/** The places that belong to a shop: where it greets its visitors, and the hosts that are its own. */
export type Storefront = {
  /** Such as https://shop.example, without a path. */
  readonly origin: string;
  /** Hosts, with a port where it is not the usual one: the primary domain and the myshopify domain. */
  readonly hosts: readonly string[];
};

export function storefrontOf(shop: {
  readonly primaryUrl: string;
  readonly domain: string;
}): Storefront {
  const primary = URL.parse(shop.primaryUrl);
  const isWeb = primary?.protocol === 'https:' || primary?.protocol === 'http:';
  const origin = primary && isWeb ? primary.origin : `https://${shop.domain}`;
  return { origin, hosts: [...new Set([new URL(origin).host, shop.domain])] };
}

const MAX_LENGTH = 2048;
/** How often something may have been percent-encoded on top of itself. */
const MAX_DECODINGS = 4;

/**
 * `text` as a path on the storefront, with query and fragment, or null when it leads anywhere else. Taken are a path
 * that begins with a slash and a whole address on one of the shop's own hosts. Refused is whatever some server or
 * browser on the way could read as another host: two slashes, backslashes and control characters, also encoded.
 * Holds: the result, resolved at any origin, stays there.
 */
export function storefrontPath(text: string, { origin, hosts }: Storefront): string | null {
  if (text.length > MAX_LENGTH || !text.isWellFormed() || /[\p{Cc}\p{Z}\\]/u.test(text))
    return null;
  const url = URL.parse(text, text.startsWith('/') ? origin : undefined);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  const isOwn = url.host === new URL(origin).host || hosts.includes(url.host);
  if (!isOwn || !staysHere(text) || !staysHere(url.pathname)) return null;
  const path = url.pathname + url.search + url.hash;
  return path.length > MAX_LENGTH ? null : path;
}

function staysHere(text: string): boolean {
  let path = text.startsWith('/') ? (text.split(/[?#]/, 1)[0] ?? '') : '/';
  for (let times = 0; times < MAX_DECODINGS; times += 1) {
    // Dot segments are dropped on the way, and what follows them moves to the front.
    const bare = path.replace(/^(?:\/\.{1,2}(?=\/))+/, '');
    if (bare.startsWith('//') || path.startsWith('//') || /[\p{Cc}\\]/u.test(path)) return false;
    let decoded: string;
    try {
      decoded = decodeURIComponent(path);
    } catch {
      return false;
    }
    if (decoded === path) return true;
    path = decoded;
  }
  // Encoded ever again: nobody writes that in good faith.
  return false;
}

/** A product, a collection, a page, a blog or the home, in any of the shop's languages: what anybody may be sent to. */
const DEEP =
  /^(?:\/[a-z]{2}(?:-[a-z]{2,4})?)?\/(?:(?:products|collections|pages|blogs)\/[^/?#]|[?#]|$)/i;

/** As `storefrontPath`, for what stands in a link that anybody could have written. */
export function deepPath(text: string, storefront: Storefront): string | null {
  const path = storefrontPath(text, storefront);
  return path !== null && DEEP.test(path) ? path : null;
}
