import type { Shop, Visit } from '#test/standin/state/world.ts';
import type { Addresses } from './addresses.ts';
import type { Arrival, SeasonVisit } from './season/arrivals.ts';

/** Path with query, and the page the visitor came from. */
export type Landing = { readonly path: string; readonly referrer: string | null };

const UTM = ['source', 'medium', 'campaign', 'content', 'term'] as const;

/** What the apps of influencers tell as the page before. */
const APP_REFERRER: Readonly<Record<string, string>> = {
  instagram: 'https://l.instagram.com/',
  tiktok: 'https://www.tiktok.com/',
  youtube: 'https://www.youtube.com/',
  pinterest: 'https://www.pinterest.com/',
};

/** The address a visit landed on. A collaboration that the app never got lands on the home page. */
export function landingOf(visit: SeasonVisit, addresses: ReadonlyMap<string, Addresses>): Landing {
  const { arrival } = visit;
  if (!('collaboration' in arrival)) return landingOfChannel(arrival);
  const hers = addresses.get(arrival.collaboration);
  const referrer = APP_REFERRER[arrival.app] ?? null;
  if (!hers) return { path: '/', referrer };
  switch (arrival.by) {
    case 'link':
      return { path: hers.link, referrer };
    case 'utm':
      return { path: homeWithUtmOf(hers.link), referrer };
    case 'page':
      return { path: `/pages/${hers.pageHandle}`, referrer: null };
  }
}

/** Somebody passed the link on by hand: another page, and only the UTM parameters are left. */
function homeWithUtmOf(link: string): string {
  const query = new URLSearchParams(link.split('?')[1] ?? '');
  for (const name of [...query.keys()]) if (!name.startsWith('utm_')) query.delete(name);
  return `/?${query}`;
}

function landingOfChannel(arrival: Exclude<Arrival, { collaboration: string }>): Landing {
  if (arrival.by === 'coupon_site') {
    return { path: '/', referrer: 'https://www.couponcorner.example/stores/fernlight' };
  }
  const { clickId } = arrival;
  switch (arrival.by) {
    case 'direct':
      return { path: '/', referrer: null };
    case 'organic_search':
      return { path: '/collections/serums', referrer: 'https://www.google.com/' };
    case 'organic_social':
      return { path: '/', referrer: 'https://www.instagram.com/' };
    case 'paid_search':
      return {
        path: `/collections/moisturise?utm_source=google&utm_medium=cpc&utm_campaign=brand-search&gclid=${clickId}`,
        referrer: 'https://www.google.com/',
      };
    case 'paid_social':
      return {
        path: `/products/first-steps-set?utm_source=facebook&utm_medium=paid_social&utm_campaign=prospecting&fbclid=${clickId}`,
        referrer: 'https://l.facebook.com/',
      };
    case 'email':
      return {
        path: '/?utm_source=letter&utm_medium=email&utm_campaign=thursday-letter',
        referrer: null,
      };
    case 'referral':
      return { path: '/', referrer: 'https://skinjournal.example/a-shelf-we-like' };
  }
}

/** The same visit as Shopify keeps it. */
export function standinVisit(
  shop: Shop,
  visit: SeasonVisit,
  addresses: ReadonlyMap<string, Addresses>,
): Omit<Visit, 'id'> {
  const { path, referrer } = landingOf(visit, addresses);
  const query = new URLSearchParams(path.split('?')[1] ?? '');
  return {
    landingPage: `https://${shop.domain}${path}`,
    referrerUrl: referrer,
    occurredAt: visit.at,
    utm: Object.fromEntries(
      UTM.flatMap((part) => {
        const value = query.get(`utm_${part}`);
        return value ? [[part, value]] : [];
      }),
    ),
  };
}
