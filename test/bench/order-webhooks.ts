import path from 'node:path';
import { readAppRegistration } from '#test/standin/app-registration.ts';
import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import { type NewOrder, placeOrder } from '#test/standin/orders/place-order.ts';
import { createShop } from '#test/standin/state/create-shop.ts';
import { createWorld } from '#test/standin/state/create-world.ts';
import type { Shop, World } from '#test/standin/state/world.ts';
import { type WebhookTemplate, webhookTemplate } from './load/signed-request.ts';

export const API_SECRET = 'bench-client-secret';

/** A world without a server: enough to have its shops write webhooks. */
export function benchWorld(): World {
  const tomlPath = path.resolve(import.meta.dirname, '../../shopify.app.toml');
  return createWorld({ app: readAppRegistration({ tomlPath, apiSecret: API_SECRET }) });
}

/** Shops with a catalogue and orders, as bodies of orders/create. Bodies take turns between the shops. */
export function orderTemplates(world: World, shops: number, ordersEach: number): WebhookTemplate[] {
  const opened = Array.from({ length: shops }, (_, place) => {
    const shop = createShop(world, { handle: `bench-${place}` });
    stockCatalogue(world, shop);
    return shop;
  });
  return Array.from({ length: ordersEach }, (_, place) =>
    opened.map((shop) => {
      const { order, messages } = placeOrder(world, shop, boughtOnline(shop, place));
      const [created] = messages;
      if (!created) throw new Error('the local Shopify told nothing about an order');
      return webhookTemplate(shop.domain, created, order.id);
    }),
  ).flat();
}

/** An order of two or three products by a customer with an address, who came over an influencer's link. */
export function boughtOnline(shop: Shop, place: number): NewOrder {
  // No gift cards: they are no sales until they are spent.
  const variants = [...shop.products.values()]
    .flatMap((product) => product.variants)
    .filter(({ isGiftCard }) => !isGiftCard);
  const pick = (offset: number) => variants[(place * 7 + offset) % variants.length];
  const chosen = [pick(0), pick(3), ...(place % 2 === 0 ? [pick(5)] : [])].filter(
    (each) => each !== undefined,
  );
  return {
    lines: chosen.map(({ id }) => ({ variantId: id, quantity: 1 + (place % 2) })),
    email: `customer-${place}@mail.example`,
    firstName: 'Robin',
    lastName: `Sample ${place}`,
    address: {
      firstName: 'Robin',
      lastName: `Sample ${place}`,
      address1: `${place + 1} Long Meadow Road`,
      city: 'Springfield',
      zip: '12345',
      countryCode: 'US',
      phone: null,
    },
    landingSite:
      '/pages/jane?utm_source=jane-doe&utm_medium=influencer&utm_campaign=spring&trb=jane',
    referringSite: 'https://www.instagram.com/',
    browserIp: '203.0.113.7',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15',
  };
}
