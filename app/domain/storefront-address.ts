/** What the app may know of a storefront address's query: where the visit came from. All else stays behind. */
const KEPT =
  /^(?:utm_(?:source|medium|campaign|content|term|id)|trb|trc|discount|gclid|gbraid|wbraid|dclid|msclkid|ttclid|twclid|li_fat_id|sccid|rdt_cid|epik|fbclid)$/i;

/** Below these, the path holds keys to somebody's order, account, cart or gift card. */
const PRIVATE =
  /^(?:\/[a-z]{2}(?:-[a-z]{2,4})?)?(?:\/\d+)?\/(?:checkouts?|orders|account|cart|invoices|gift_cards)(?=\/|$)/i;

const LONGEST_PATH = 1_024;
const LONGEST_VALUE = 255;
export const LONGEST_URL = 2_048;
export const LONGEST_REFERRER = 1_024;

/** Stands for the shop, so that a path can be read. */
const HERE = 'https://shop.invalid';

/**
 * Path and kept query of an address on a storefront, given as a path. The pixel sends nothing else; the door sees to
 * it that nobody does. Null when it is no path.
 */
export function storefrontAddress(given: string): string | null {
  const page = given.startsWith('/') ? URL.parse(HERE + given) : null;
  if (!page) return null;
  // Two slashes would be read as the begin of another host.
  const pathname = page.pathname.replace(/^\/{2,}/, '/');
  const path = (PRIVATE.exec(pathname)?.[0] ?? pathname).slice(0, LONGEST_PATH);
  const query = new URLSearchParams();
  let room = LONGEST_URL - path.length;
  for (const [name, value] of page.searchParams) {
    if (!KEPT.test(name)) continue;
    const short = value.slice(0, LONGEST_VALUE).toWellFormed();
    room -= new URLSearchParams({ [name]: short }).toString().length + 1;
    if (room < 0) break;
    query.append(name, short);
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

/** Origin and path of another site's page, or of an app's; null when it is neither. */
export function referrerAddress(given: string): string | null {
  const page = URL.parse(given);
  if (!page || !/^(?:https?|android-app):$/.test(page.protocol) || page.host === '') return null;
  return `${page.protocol}//${page.host}${page.pathname}`.slice(0, LONGEST_REFERRER);
}
