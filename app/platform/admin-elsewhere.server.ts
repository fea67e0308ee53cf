import { environment } from './environment.server.ts';

const SHOPIFY_APP_BRIDGE = 'https://cdn.shopify.com/shopifycloud/app-bridge.js';

/**
 * Where the configuration says that the admin or App Bridge are not at Shopify's own addresses, adds the origins
 * of EXTRA_FRAME_ANCESTORS to those that may frame the app, and preloads App Bridge from APP_BRIDGE_URL.
 */
export function admitAdminElsewhere(headers: Headers): void {
  const { EXTRA_FRAME_ANCESTORS, APP_BRIDGE_URL } = environment();
  rewrite(headers, 'content-security-policy', (policy) =>
    policy.replace(
      /frame-ancestors\s+([^;]*)/,
      `frame-ancestors $1 ${EXTRA_FRAME_ANCESTORS}`.trimEnd(),
    ),
  );
  if (APP_BRIDGE_URL) {
    rewrite(headers, 'link', (links) => links.replaceAll(SHOPIFY_APP_BRIDGE, APP_BRIDGE_URL));
  }
}

function rewrite(headers: Headers, name: string, change: (value: string) => string): void {
  const value = headers.get(name);
  if (value) headers.set(name, change(value));
}
