/**
 * Loads a screen of the app as a new page. The address that it has inside the admin's frame does not say whose it
 * is, so that a plain reload would end outside of the shop: what the admin said at first is put back.
 */
export function openAnew(path = window.location.pathname + window.location.search): void {
  const url = new URL(path, window.location.href);
  const { shop, host } = 'shopify' in window ? window.shopify.config : {};
  if (shop && host) {
    for (const [name, value] of Object.entries({ shop, host, embedded: '1' })) {
      url.searchParams.set(name, value);
    }
  }
  window.location.assign(url);
}
