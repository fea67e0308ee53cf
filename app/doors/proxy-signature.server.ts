import { createHmac, timingSafeEqual } from 'node:crypto';
import { environment } from '#app/platform/environment.server.ts';

const MAX_AGE_SECONDS = 90;

/** What the app proxy adds to an address before it passes it on. None of it may go any further. */
const ADDED = ['shop', 'logged_in_customer_id', 'path_prefix', 'timestamp', 'signature'] as const;

/**
 * Whether Shopify's app proxy signed this query within the last 90 seconds: a hexadecimal HMAC of all other
 * parameters, sorted and joined without anything between them, several values of one name by commas.
 * As the library checks it, but without the shop's session, which a redirect does not need.
 */
export function isSignedByProxy(query: URLSearchParams, now: Date): boolean {
  const signature = query.get('signature') ?? '';
  const age = Math.abs(now.getTime() / 1000 - Number(query.get('timestamp') ?? Number.NaN));
  if (!(age <= MAX_AGE_SECONDS)) return false;
  const names = [...new Set(query.keys())].filter((name) => name !== 'signature');
  const message = names
    .map((name) => `${name}=${query.getAll(name).join(',')}`)
    .sort()
    .join('');
  const { SHOPIFY_API_SECRET } = environment();
  const expected = createHmac('sha256', SHOPIFY_API_SECRET).update(message).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The query as the follower sent it. */
export function withoutProxyParams(query: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(query);
  for (const name of ADDED) rest.delete(name);
  return rest;
}
