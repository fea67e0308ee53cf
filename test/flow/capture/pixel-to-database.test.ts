import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { openDoors } from '#app/doors/open-doors.server.ts';
import { ensurePixel } from '#app/flow/capture/ensure-pixel.server.ts';
import { gatherEvidence } from '#app/flow/capture/gather-evidence.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import {
  localShopify,
  type OpenShop,
  openShop,
  world,
} from '#test/flow/collaborations/open-shop.ts';
import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import type { PixelHabit } from '#test/standin/extensions/visitor-extensions.ts';
import { StorefrontVisitor } from '#test/standin/storefront/visitor.ts';
import { courierOf } from '#test/standin/webhooks/courier.ts';

const CLICK = '01937a5e-0000-7000-8000-000000000001';

freshDatabase();
localShopify();

let server: Server;
let open: OpenShop;

beforeAll(async () => {
  const doors = openDoors();
  server = createServer((request, response) => {
    if (!doors(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  process.env.SHOPIFY_APP_URL = origin;
  // Webhooks go nowhere: this is about the pixel.
  world().app.appUrl = 'http://127.0.0.1:9';
  open = await openShop({ asksConsent: true });
  stockCatalogue(world(), open.shop);
  await ensurePixel(open.shopId);
});

afterAll(() => {
  courierOf(world()).stop();
  server.closeAllConnections();
  server.close();
});

function visitor(pixel: PixelHabit): StorefrontVisitor {
  const { domain } = open.shop;
  return new StorefrontVisitor({ standin: `https://${domain}`, shopDomain: domain, pixel });
}

it('tells of a visit that ends in an order, and ties its browser to all of it', async () => {
  const jane = visitor('accept');
  await jane.go(`/?utm_source=jane&trb=jane&trc=${CLICK}&email=a%40b.example`, {
    referrer: 'https://www.instagram.com/p/1?igsh=x',
  });
  const [product] = [...open.shop.products.values()];
  const [variant] = product?.variants ?? [];
  await jane.go(`/products/${product?.handle}`);
  await jane.addToCart(variant?.id ?? 0n);
  const { orderId } = await jane.checkout({ email: 'a@b.example' });

  const events = await prisma().pixelEvent.findMany({
    where: { shopId: open.shopId },
    orderBy: { seq: 'asc' },
  });
  expect(events.map(({ type }) => type).sort()).toEqual([
    'checkout_completed',
    'checkout_started',
    'product_added_to_cart',
    'product_viewed',
    'visit',
  ]);
  const of = (type: string) => events.find((event) => event.type === type);
  expect(of('visit')).toMatchObject({
    url: `/?utm_source=jane&trb=jane&trc=${CLICK}`,
    referrer: 'https://www.instagram.com/p/1',
    visitorId: jane.cookie('_trb_v'),
  });
  expect(of('product_viewed')?.productId).toBe(product?.id);
  expect(of('checkout_completed')).toMatchObject({ orderId });
  const checkoutToken = of('checkout_completed')?.checkoutToken;
  expect(checkoutToken).toBeTruthy();

  expect(await gatherEvidence(open.shopId)).toBe(3);
  expect(await gatherEvidence(open.shopId)).toBe(0);
  const joins = await prisma().visitorJoin.findMany({ where: { shopId: open.shopId } });
  expect(joins.map(({ kind, key }) => `${kind} ${key}`).sort()).toEqual([
    `checkout ${checkoutToken}`,
    `click ${CLICK}`,
    `order ${orderId}`,
  ]);
  expect(new Set(joins.map(({ visitorId }) => visitorId))).toEqual(
    new Set([jane.cookie('_trb_v')]),
  );
});

it('tells nothing of somebody who declines', async () => {
  const before = await prisma().pixelEvent.count();
  const mia = visitor('decline');
  await mia.go('/?utm_source=mia');
  await mia.go('/');
  expect(await prisma().pixelEvent.count()).toBe(before);
});
