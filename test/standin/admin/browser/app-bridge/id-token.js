import { adminOrigin, apiKey, ask, isFramed } from './transport.js';

/** The parameters that Shopify put on the first address, kept while the frame lives. */
const launch = rememberLaunch();

export const shopDomain = launch.shop ?? '';
export const hostParameter = launch.host ?? '';
export const localeParameter = launch.locale ?? 'en';

/** A fresh signed session token, good for a minute. */
export function fetchIdToken() {
  return ask('id-token');
}

function rememberLaunch() {
  const key = 'standin-app-bridge-launch';
  const query = new URLSearchParams(location.search);
  const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}');
  for (const name of ['shop', 'host', 'locale']) {
    if (query.has(name)) kept[name] = query.get(name);
  }
  sessionStorage.setItem(key, JSON.stringify(kept));
  return kept;
}

/** The app's own address as the admin knows it. */
function adminAddress(path) {
  const store = shopDomain.replace(/\.myshopify\.com$/, '');
  return `${adminOrigin}/admin/store/${store}/apps/${apiKey}${path}`;
}

/**
 * The app's bounce page holds nothing but this script: it comes back to where it was going, with a
 * token. Outside the admin's frame the app has no token to get: the admin opens it.
 */
async function bounce() {
  const wanted = new URLSearchParams(location.search).get('shopify-reload');
  if (!isFramed) {
    const target = wanted ? new URL(wanted).pathname : location.pathname;
    if (shopDomain !== '' && (wanted || location.search.includes('shop='))) {
      location.replace(adminAddress(target));
    }
    return;
  }
  if (wanted === null) return;
  const target = new URL(wanted, location.href);
  if (target.origin !== location.origin) return;
  target.searchParams.set('id_token', await fetchIdToken());
  location.replace(target.href);
}

bounce();
