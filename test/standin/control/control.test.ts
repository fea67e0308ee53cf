import { afterEach, beforeEach, expect, it } from 'vitest';
import { shopWith } from '../orders/test-shop.ts';
import { type Standin, startStandin } from '../server.ts';

type Json = Record<string, unknown>;

let standin: Standin;

beforeEach(async () => {
  const { world } = shopWith([]);
  standin = await startStandin({ world });
});
afterEach(() => standin.close());

async function call(method: 'GET' | 'POST', path: string, body?: unknown) {
  const response = await fetch(`http://127.0.0.1:${standin.port}/__control${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  });
  return { status: response.status, body: (await response.json()) as Json };
}

it('opens a shop, sells, refunds, edits, cancels, and knows the truth', async () => {
  const opened = await call('POST', '/shops', { handle: 'second', currency: 'EUR', install: true });
  expect(opened.body).toMatchObject({ domain: 'second.myshopify.com', products: 30 });
  const shop = standin.world.shops.get('second.myshopify.com');
  const variant = [...(shop?.products.values() ?? [])][1]?.variants[0];
  const sold = await call('POST', '/shops/second/orders', {
    lines: [{ variantId: variant?.id.toString(), quantity: 3 }],
    email: 'a@b.example',
    at: '2026-01-05T10:00:00Z',
    visits: [{ landingPage: 'https://second.example/', occurredAt: 1, utm: { source: 'x' } }],
    landingSite: '/?utm_source=x',
  });
  expect(sold.status).toBe(200);
  const order = sold.body as { id: string; lines: { id: string }[] };
  const at = `/shops/second/orders/${order.id}`;
  await call('POST', `${at}/refund`, { lines: [{ lineId: order.lines[0]?.id, quantity: 1 }] });
  await call('POST', `${at}/edit`, { lineId: order.lines[0]?.id, quantity: '1' });
  expect((await call('GET', '/shops/second/truth')).body).toMatchObject({
    currency: 'EUR',
    netSalesMinor: variant?.priceMinor,
    orders: [
      {
        id: order.id,
        netSalesMinor: variant?.priceMinor,
        landingSite: '/?utm_source=x',
        processedAt: '2026-01-05T10:00:00.000Z',
      },
    ],
  });
  expect((await call('POST', `${at}/cancel`, { refund: false })).body).toMatchObject({
    financialStatus: 'partially_refunded',
  });
  expect((await call('GET', '/shops/second/truth')).body).toMatchObject({ netSalesMinor: 0 });
  expect((await call('GET', '/settled')).body).toEqual({ settled: true });
});

it('answers a form by going back to the page it came from, and nowhere else', async () => {
  const post = (returnTo: string) =>
    fetch(`http://127.0.0.1:${standin.port}/__control/shops/glowy/install`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ return_to: returnTo }),
    });
  const back = await post('/admin/store/glowy');
  expect([back.status, back.headers.get('location')]).toEqual([303, '/admin/store/glowy']);
  expect((await post('//elsewhere.example')).headers.get('location')).toBeNull();
});

it.each([
  ['POST', '/shops', { handle: 'No Good' }, 400],
  ['POST', '/shops', { handle: 'glowy' }, 422],
  ['POST', '/shops/none/orders', { lines: [{ variantId: 1 }] }, 422],
  ['POST', '/shops/glowy/orders', { lines: [] }, 400],
  ['POST', '/shops/glowy/orders', { lines: [{ variantId: 1 }] }, 422],
  ['POST', '/shops/glowy/orders/5/refund', {}, 422],
  ['POST', '/misbehave', { shop: 'glowy', dropp: 1 }, 400],
  ['GET', '/misbehave', undefined, 405],
  ['GET', '/nothing', undefined, 404],
  ['POST', '/compliance/customers/redact', { shop: 'glowy', email: 'no@body.example' }, 422],
] as const)('refuses %s %s %o with %i and says why', async (method, path, body, status) => {
  const reply = await call(method, path, body);
  expect(reply.status).toBe(status);
  expect(reply.body.error).toEqual(expect.any(String));
});

it('sets the clock and misbehaviour, and forgets everything on reset', async () => {
  const { body } = await call('POST', '/clock', { now: '2027-01-01T00:00:00Z', speed: 60 });
  expect(body).toMatchObject({ speed: 60 });
  expect(String(body.now)).toMatch(/^2027-01-01T00:00:0/);
  await call('POST', '/misbehave', { shop: 'glowy', drop: 2, delayMs: 5 });
  expect(standin.world.shops.get('glowy.myshopify.com')?.misbehaviour).toMatchObject({
    drop: 2,
    delayMs: 5,
    throttle: 0,
  });
  await call('POST', '/reset');
  expect((await call('GET', '/shops')).body).toEqual([]);
});
