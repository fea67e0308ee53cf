import { shopDomain } from './id-token.js';
import { adminOrigin, isFramed, tell } from './transport.js';

/** Parameters of the first address that are Shopify's and not the app's. */
const LAUNCH_PARAMETERS = [
  'embedded',
  'hmac',
  'host',
  'id_token',
  'locale',
  'session',
  'shop',
  'timestamp',
];

/** Keeps the admin's address in step with where the app is. */
export function tellPath() {
  const query = new URLSearchParams(location.search);
  for (const name of LAUNCH_PARAMETERS) query.delete(name);
  const search = query.size > 0 ? `?${query}` : '';
  tell('path', `${location.pathname}${search}`);
}

for (const method of ['pushState', 'replaceState']) {
  const original = history[method].bind(history);
  history[method] = (...state) => {
    original(...state);
    if (isFramed) tellPath();
  };
}
if (isFramed) {
  addEventListener('popstate', tellPath);
  tellPath();
}

/** The address on this machine of something that an app addresses at Shopify; null for other places. */
function localAddress(href) {
  const url = new URL(href, location.href);
  const store = shopDomain.replace(/\.myshopify\.com$/, '');
  if (url.protocol === 'shopify:') {
    return `${adminOrigin}/admin/store/${store}${url.pathname.replace(/^(?:\/\/)?admin/, '')}${url.search}`;
  }
  if (url.hostname === 'admin.shopify.com')
    return `${adminOrigin}/admin${url.pathname}${url.search}`;
  if (!url.hostname.endsWith('.myshopify.com')) return null;
  if (url.pathname.startsWith('/admin')) {
    return `${adminOrigin}/admin/store/${store}${url.pathname.slice('/admin'.length)}${url.search}`;
  }
  const { port } = new URL(adminOrigin);
  const name = url.hostname.replace(/\.myshopify\.com$/, '');
  return `http://${name}.localhost:${port}${url.pathname}${url.search}${url.hash}`;
}

const plainOpen = window.open.bind(window);

window.open = (href, target, features) => {
  const address =
    localAddress(String(href ?? '')) ?? new URL(String(href ?? ''), location.href).href;
  if (isFramed && (target === '_top' || target === '_parent')) {
    tell('redirect', address);
    return null;
  }
  return plainOpen(address, target, features);
};

// Links out of the app: to other pages of the admin, and to the storefront.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!link || event.defaultPrevented || event.button !== 0) return;
  const address = localAddress(link.getAttribute('href'));
  if (address === null) return;
  event.preventDefault();
  if (link.target === '_blank') plainOpen(address, '_blank', 'noopener');
  else tell('redirect', address);
});
