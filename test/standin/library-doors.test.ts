// First: the library takes hold of fetch as soon as it is imported.
import './fetch-redirect.register.ts';
import '@shopify/shopify-app-remix/adapters/node';
import { createServer, type Server } from 'node:http';
import type { ApiVersion } from '@shopify/shopify-api';
import { AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stockCatalogue } from './catalogue/stock-catalogue.ts';
import { sell } from './control/shop-actions.ts';
import { startTestShop, type TestShop } from './start-test-shop.ts';
import { StorefrontVisitor } from './storefront/visitor.ts';
import { courierOf } from './webhooks/courier.ts';

let house: TestShop;
let app: Server;
const requests: Request[] = [];

beforeAll(async () => {
  app = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array));
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    requests.push(
      new Request(`http://app.example${incoming.url}`, {
        method: incoming.method ?? 'GET',
        headers,
        ...(incoming.method === 'POST' ? { body: Buffer.concat(chunks) } : {}),
      }),
    );
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const address = app.address();
  house = await startTestShop();
  house.world.app.appUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  stockCatalogue(house.world, house.shop);
});
afterAll(async () => {
  await house.standin.close();
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
});

function library(apiSecretKey = house.world.app.apiSecret) {
  return shopifyApp({
    apiKey: house.world.app.apiKey,
    apiSecretKey,
    appUrl: house.world.app.appUrl,
    apiVersion: house.world.app.webhookApiVersion as ApiVersion,
    distribution: AppDistribution.AppStore,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    logger: { log: () => {} },
    sessionStorage: {
      storeSession: async () => true,
      loadSession: async () => undefined,
      deleteSession: async () => true,
      deleteSessions: async () => true,
      findSessionsByShop: async () => [],
    },
  });
}

it('authenticate.webhook believes the courier, and nobody with another secret', async () => {
  const variant = [...house.shop.products.values()][0]?.variants[0];
  const { order } = sell(house.world, house.shop, {
    lines: [{ variantId: variant?.id ?? 0n, quantity: 1 }],
  });
  await courierOf(house.world).settled();
  const request = requests.find(
    ({ headers }) => headers.get('x-shopify-topic') === 'orders/create',
  );
  if (!request) throw new Error('no webhook arrived');
  const copy = request.clone();
  const { shop, topic, payload } = await library().authenticate.webhook(request);
  expect([shop, topic, payload.admin_graphql_api_id]).toEqual([
    house.shop.domain,
    'ORDERS_CREATE',
    `gid://shopify/Order/${order.id}`,
  ]);
  await expect(library('other').authenticate.webhook(copy)).rejects.toMatchObject({ status: 401 });
});

it('authenticate.public.appProxy believes the proxy, and no changed address', async () => {
  requests.length = 0;
  const visitor = new StorefrontVisitor({
    standin: house.standin.url,
    shopDomain: house.shop.domain,
  });
  await visitor.go('/apps/tributary/r/jane?utm_source=jane&tag=a&tag=c&empty=');
  const [request] = requests;
  if (!request) throw new Error('no proxy request arrived');
  await expect(library().authenticate.public.appProxy(request.clone())).resolves.toBeDefined();
  const changed = new Request(request.url.replace('utm_source=jane', 'utm_source=eve'));
  await expect(library().authenticate.public.appProxy(changed)).rejects.toMatchObject({
    status: 400,
  });
});
