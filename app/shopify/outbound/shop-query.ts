import { z } from 'zod';
import type { AdminClient, Operation } from './admin-client.ts';

const shopQuery = {
  name: 'shop',
  document: `#graphql
    query Shop {
      shop {
        name
        email
        currencyCode
        ianaTimezone
        primaryDomain { url }
      }
      currentAppInstallation { accessScopes { handle } }
    }`,
  result: z.object({
    shop: z.object({
      name: z.string(),
      email: z.string(),
      currencyCode: z.string(),
      ianaTimezone: z.string(),
      primaryDomain: z.object({ url: z.string() }),
    }),
    currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
  }),
} satisfies Operation;

/** What the app needs to know of a shop. `primaryUrl` is an origin without a slash at its end. */
export type ShopDetails = {
  name: string;
  email: string;
  currency: string;
  timeZone: string;
  primaryUrl: string;
  scopes: string;
};

/** Asks Shopify for a shop's name, currency, time zone, address and the scopes it granted. */
export async function fetchShopDetails(client: AdminClient): Promise<ShopDetails> {
  const { shop, currentAppInstallation } = await client.run(shopQuery);
  return {
    name: shop.name,
    email: shop.email,
    currency: shop.currencyCode,
    timeZone: shop.ianaTimezone,
    primaryUrl: new URL(shop.primaryDomain.url).origin,
    scopes: currentAppInstallation.accessScopes
      .map(({ handle }) => handle)
      .sort()
      .join(','),
  };
}
