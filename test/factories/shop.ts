import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';

let count = 0;

/** An installed shop with a domain of its own. */
export function makeShop(given: Partial<ShopRow> = {}): Promise<ShopRow> {
  count += 1;
  const domain = given.domain ?? `shop-${count}.myshopify.com`;
  return prisma().shop.create({
    data: {
      domain,
      name: `Shop ${count}`,
      primaryUrl: `https://${domain}`,
      currency: 'USD',
      timeZone: 'America/New_York',
      installedAt: new Date('2026-01-01T00:00:00Z'),
      ...given,
    },
  });
}
