import { z } from 'zod';
import { toSlug, uniqueSlug } from './slug.ts';

const MAX_HANDLE = 60;

/** First path parts that a Shopify storefront uses itself; a redirect from `/<handle>` would be dead or do harm. */
const RESERVED: ReadonlySet<string> = new Set([
  'a',
  'account',
  'admin',
  'agents',
  'apps',
  'blogs',
  'cart',
  'cdn',
  'challenge',
  'checkout',
  'checkouts',
  'collections',
  'community',
  'contact',
  'customer-authentication',
  'discount',
  'gift-cards',
  'localization',
  'orders',
  'pages',
  'password',
  'policies',
  'products',
  'recommendations',
  'robots',
  'search',
  'services',
  'sitemap',
  'tools',
  'wallets',
]);

/** Whether a landing page may live under this handle, as a page and as the short address `/<handle>`. */
export function isLandingHandle(handle: string): boolean {
  return toSlug(handle, MAX_HANDLE) === handle && handle !== '' && !RESERVED.has(handle);
}

/** The handle of a landing page: lower-case ASCII words joined by hyphens, none the storefront needs. */
export const landingHandleField = z.string().refine(isLandingHandle, {
  error: `Use up to ${MAX_HANDLE} lower-case letters, digits and single hyphens, and no word the store uses itself (such as “cart”).`,
});

/** A free handle made of `text` (a name, say). @throws AppError conflict when thousands of names are taken */
export function landingHandleFor(text: string, taken: (handle: string) => boolean): string {
  const refused = (handle: string) => RESERVED.has(handle) || taken(handle);
  return uniqueSlug(toSlug(text, MAX_HANDLE) || 'friend', refused, MAX_HANDLE);
}
