import { LONGEST_REFERRER, LONGEST_URL, LONGEST_VALUE } from './wire.ts';

/** What tells one arrival from another. `discount` is kept as well, but is no arrival of its own. */
const ARRIVAL =
  /^(?:utm_(?:source|medium|campaign|content|term|id)|trb|trc|gclid|gbraid|wbraid|dclid|msclkid|ttclid|twclid|li_fat_id|sccid|rdt_cid|epik|fbclid)$/i;

/** Below these, the path holds keys to somebody's order, account, cart or gift card. */
const PRIVATE =
  /^(?:\/[a-z]{2}(?:-[a-z]{2,4})?)?(?:\/\d+)?\/(checkouts?|orders|account|cart|invoices|gift_cards)(?=\/|$)/i;

const LONGEST_PATH = 1_024;

export type PageAddress = {
  /** Path and kept query. */
  readonly url: string;
  /** The kept query without the discount; '' when nothing tells where the visitor comes from. */
  readonly arrival: string;
  /** The page belongs to a checkout or an order: whoever comes back to it comes from paying. */
  readonly isCheckout: boolean;
};

/** A page's address as the app may know it. What cannot be read as an address is the home page. */
export function pageAddress(href: string): PageAddress {
  const page = parse(href);
  if (!page) return { url: '/', arrival: '', isCheckout: false };
  const hidden = PRIVATE.exec(page.pathname);
  const path = (hidden?.[0] ?? page.pathname).slice(0, LONGEST_PATH);
  const arrival = new URLSearchParams();
  const discount = new URLSearchParams();
  let room = LONGEST_URL - path.length;
  for (const [name, value] of page.searchParams) {
    const kept = ARRIVAL.test(name) ? arrival : name === 'discount' ? discount : null;
    if (!kept) continue;
    const pair = { [name]: value.slice(0, LONGEST_VALUE) };
    room -= new URLSearchParams(pair).toString().length + 1;
    if (room < 0) break;
    kept.append(name, pair[name] ?? '');
  }
  const query = [arrival.toString(), discount.toString()].filter((part) => part !== '').join('&');
  return {
    url: query === '' ? path : `${path}?${query}`,
    arrival: arrival.toString(),
    isCheckout: /^(?:checkouts?|orders)$/i.test(hidden?.[1] ?? ''),
  };
}

/** Origin and path of the page before, null when it is none of the web or one of `ownHosts`. */
export function outsideReferrer(referrer: string, ownHosts: readonly string[]): string | null {
  const page = parse(referrer);
  if (!page || !/^(?:https?|android-app):$/.test(page.protocol)) return null;
  if (ownHosts.includes(page.hostname)) return null;
  return `${page.protocol}//${page.host}${page.pathname}`.slice(0, LONGEST_REFERRER);
}

export function hostOf(address: string | null): string {
  return parse(address ?? '')?.hostname ?? '';
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
