import { createHmac } from 'node:crypto';
import { TEST_APP } from '#test/database/fresh-database.ts';

/** The query of a request as the app proxy passes it on; the signature as Shopify documents it. */
export function proxyQuery(
  domain: string,
  own: Record<string, string> = {},
  changed: Record<string, string> = {},
): URLSearchParams {
  const params: Record<string, string> = {
    shop: domain,
    logged_in_customer_id: '42',
    path_prefix: '/apps/tributary',
    timestamp: String(Math.floor(Date.now() / 1000)),
    ...own,
  };
  const message = Object.keys(params)
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join('');
  const signature = createHmac('sha256', TEST_APP.SHOPIFY_API_SECRET).update(message).digest('hex');
  return new URLSearchParams({ ...params, signature, ...changed });
}

/** A request as the app proxy passes it on, unless `changed` says otherwise. */
export function proxied(
  domain: string,
  path: string,
  own: Record<string, string> = {},
  changed: Record<string, string> = {},
): Request {
  return new Request(`http://localhost:3000${path}?${proxyQuery(domain, own, changed)}`, {
    headers: { 'user-agent': SAFARI },
  });
}

export const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
