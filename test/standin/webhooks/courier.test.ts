import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { setScopes } from '../control/shop-actions.ts';
import { installApp, uninstallApp } from '../identity/installation.ts';
import { shopWith } from '../orders/test-shop.ts';
import type { Shop, World } from '../state/world.ts';
import { type Courier, courierOf, RETRY_GAPS_MS } from './courier.ts';

type Received = { path: string; headers: IncomingHttpHeaders; body: string };

let server: Server;
let received: Received[];
/** What the app answers, call by call; 200 when the list has run out. null: it never answers. */
let answers: (number | null)[];
let world: World;
let shop: Shop;
let courier: Courier;

beforeEach(async () => {
  received = [];
  answers = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    received.push({
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    });
    const status = answers.length > 0 ? answers.shift() : 200;
    if (typeof status === 'number') response.writeHead(status, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  ({ world, shop } = shopWith([]));
  world.app.appUrl = `http://127.0.0.1:${port}`;
  world.app.webhooks = new Map([
    ['orders/create', '/webhooks'],
    ['orders/updated', '/webhooks'],
    ['discounts/create', '/webhooks'],
    ['app/uninstalled', '/webhooks/app'],
    ['app/scopes_update', '/webhooks/app'],
  ]);
  world.app.complianceWebhooks = new Map([['shop/redact', '/webhooks/compliance']]);
  installApp(world, shop);
  courier = courierOf(world);
});

afterEach(async () => {
  courier.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const bodies = () => received.map(({ body }) => body);
const send = (...names: string[]) => {
  for (const body of names) courier.send(shop, [{ topic: 'orders/create', body }]);
};

it('sends the signed body with the headers of Shopify', async () => {
  courier.send(shop, [
    { topic: 'orders/create', body: '{"a":"ü"}' },
    { topic: 'orders/updated', body: '{}' },
    { topic: 'products/update', body: '{}' },
  ]);
  await courier.settled();
  expect(received).toHaveLength(2);
  const [first, second] = received;
  expect(first?.headers).toMatchObject({
    'x-shopify-topic': 'orders/create',
    'x-shopify-shop-domain': 'glowy.myshopify.com',
    'x-shopify-api-version': '2026-10',
    'x-shopify-hmac-sha256': createHmac('sha256', 'secret')
      .update('{"a":"ü"}', 'utf8')
      .digest('base64'),
    'x-shopify-event-id': second?.headers['x-shopify-event-id'],
  });
  expect(first?.headers['x-shopify-webhook-id']).not.toBe(second?.headers['x-shopify-webhook-id']);
});

it('tries eight times more over four hours, same id and body, and gives up', async () => {
  expect(RETRY_GAPS_MS.reduce((sum, gap) => sum + gap, 0)).toBe(4 * 3_600_000);
  world.clock.speed = 1_000_000;
  answers = [500, 302, 404, 500, 500, 500, 500, 500, 500];
  send('x');
  await courier.settled();
  expect(bodies()).toEqual(Array(9).fill('x'));
  expect(new Set(received.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(1);
  expect(shop.deliveries[0]).toMatchObject({ state: 'given_up' });
  expect(received.every(({ path }) => path === '/webhooks')).toBe(true);
  courier.redeliver(shop, shop.deliveries[0]?.webhookId ?? '');
  await courier.settled();
  expect(shop.deliveries[0]).toMatchObject({ state: 'delivered' });
});

it('counts a late answer and a dead app as failures', async () => {
  world.clock.speed = 1_000_000;
  courier.timeoutMs = 50;
  answers = [null];
  send('slow');
  await courier.settled();
  expect(shop.deliveries[0]?.attempts.map(({ status }) => status)).toEqual(['timeout', 200]);
  world.app.appUrl = 'http://127.0.0.1:9';
  send('dead');
  await courier.settled();
  expect(shop.deliveries[1]).toMatchObject({ state: 'given_up', attempts: { length: 9 } });
  expect(shop.deliveries[1]?.attempts[0]?.status).toBe('refused');
});

it('drops, duplicates, reorders and delays on request', async () => {
  shop.misbehaviour.drop = 1;
  send('lost', 'kept');
  await courier.settled();
  shop.misbehaviour.duplicate = 1;
  send('twice');
  await courier.settled();
  shop.misbehaviour.reorder = 3;
  send('1', '2', '3', '4');
  await courier.settled();
  expect(bodies().slice(0, 3)).toEqual(['kept', 'twice', 'twice']);
  expect(
    bodies()
      .filter((body) => body !== '4')
      .slice(3),
  ).toEqual(['3', '2', '1']);
  expect(shop.deliveries[0]).toMatchObject({ state: 'dropped', attempts: [] });
  expect(received[1]?.headers['x-shopify-webhook-id']).toBe(
    received[2]?.headers['x-shopify-webhook-id'],
  );

  shop.misbehaviour.reorder = 5;
  send('b', 'a');
  await courier.settled();
  expect(bodies().slice(-2)).toEqual(['a', 'b']);
  world.clock.speed = 1000;
  shop.misbehaviour.delayMs = 60_000;
  const started = Date.now();
  send('late');
  await courier.settled();
  expect(Date.now() - started).toBeGreaterThanOrEqual(55);
});

it('sends nothing that the app may not see, and forgets what waits when it is stopped', async () => {
  setScopes(world, shop, ['read_discounts']);
  send('no scope');
  await courier.settled();
  expect(received.map(({ headers }) => headers['x-shopify-topic'])).toEqual(['app/scopes_update']);
  expect(JSON.parse(bodies()[0] ?? '')).toMatchObject({
    previous: ['read_orders'],
    current: ['read_discounts'],
  });
  setScopes(world, shop, ['read_orders']);
  answers = [500, 500];
  send('waits');
  const settled = courier.settled();
  await new Promise((resolve) => setTimeout(resolve, 20));
  courier.stop();
  await settled;
  expect(shop.deliveries.at(-1)).toMatchObject({ state: 'waiting', attempts: { length: 1 } });
});

it('tells of an uninstall at once and asks for erasure two days later', async () => {
  world.clock.speed = 100_000_000;
  uninstallApp(world, shop);
  send('too late');
  const deadline = Date.now() + 5000;
  while (received.length < 2 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await courier.settled();
  expect(received.map(({ headers, path }) => [headers['x-shopify-topic'], path])).toEqual([
    ['app/uninstalled', '/webhooks/app'],
    ['shop/redact', '/webhooks/compliance'],
  ]);
  expect(bodies()[1]).toBe(`{"shop_id":${shop.id},"shop_domain":"glowy.myshopify.com"}`);
});
