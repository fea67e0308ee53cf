/** Where Shopify's app proxy sends on to us from, on every shop's own domain; as in shopify.app.toml. */
const PROXY_PATH = '/apps/tributary';

/** A link on the shop's own domain: what an influencer hands out. `origin` is the storefront's, without a path. */
export function shopLinkAddress(origin: string, slug: string): string {
  return `${origin.replace(/\/+$/, '')}${PROXY_PATH}/${slug}`;
}

/** The same link on the app's own domain: works wherever the shop's does not, and knows a browser again. */
export function appLinkAddress(appUrl: string, slug: string): string {
  return `${appUrl.replace(/\/+$/, '')}/r/${slug}`;
}
