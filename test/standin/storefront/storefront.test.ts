import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stockCatalogue } from '../catalogue/stock-catalogue.ts';
import { truthOf } from '../control/shop-truth.ts';
import { startTestShop, type TestShop } from '../start-test-shop.ts';
import type { Discount } from '../state/world.ts';
import { courierOf } from '../webhooks/courier.ts';
import { StorefrontVisitor } from './visitor.ts';

let place: TestShop;
let app: Server;
let heard: { method: string; url: URL; headers: IncomingMessage['headers']; body: string }[];
let answer: { status: number; headers: Record<string, string>; body: string };

beforeEach(async () => {
  heard = [];
  answer = { status: 200, headers: { 'content-type': 'text/plain' }, body: 'hello' };
  app = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    heard.push({
      method: request.method ?? '',
      url: new URL(request.url ?? '/', 'http://app.invalid'),
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const address = app.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  place = await startTestShop({ rates: new Map([['EUR', '0.92']]) });
  place.world.app.appUrl = `http://127.0.0.1:${port}`;
  stockCatalogue(place.world, place.shop);
});

afterEach(async () => {
  courierOf(place.world).stop();
  await place.standin.close();
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
});

function visitor(): StorefrontVisitor {
  return new StorefrontVisitor({ standin: place.standin.url, shopDomain: place.shop.domain });
}

function firstVariant(): bigint {
  const variant = [...place.shop.products.values()][1]?.variants[0];
  if (!variant) throw new Error('no product');
  return variant.id;
}

function addCode(code: string, fraction: number): void {
  const { world, shop } = place;
  const now = world.clock.now();
  const discount: Discount = {
    id: world.nextId(),
    title: code,
    value: { kind: 'percentage', fraction },
    items: null,
    codes: [{ id: world.nextId(), code, usage: 0 }],
    startsAt: now - 1000,
    endsAt: null,
    active: true,
    usageLimit: null,
    oncePerCustomer: false,
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    tags: [],
    createdBy: 'merchant',
    createdAt: now,
    updatedAt: now,
  };
  shop.discounts.set(discount.id, discount);
}

describe('a purchase', () => {
  it('goes from a discount link to a signed order with its landing page and code', async () => {
    addCode('JANE15', 0.15);
    const jane = visitor();
    const landed = await jane.go(
      '/discount/jane15?redirect=%2Fproducts%2Fclay-reset-wash%3Futm_source%3Djane&utm_source=other&utm_medium=influencer',
      { referrer: 'https://www.instagram.com/' },
    );
    expect(landed.status).toBe(200);
    expect(landed.url.search).toBe('?utm_source=jane&utm_medium=influencer');
    await jane.addToCart(firstVariant(), 2);
    await jane.setCartAttributes({ _visitor: 'v-1' });
    const bought = await jane.checkout({ email: 'Buyer@Example.com' });
    await courierOf(place.world).settled();

    const order = place.shop.orders.get(bought.orderId);
    expect(order).toMatchObject({
      landingSite: '/products/clay-reset-wash?utm_source=jane&utm_medium=influencer',
      referringSite: 'https://www.instagram.com/',
      email: 'Buyer@Example.com',
      attributes: [{ name: '_visitor', value: 'v-1' }],
      discountCodes: [{ code: 'JANE15', amount: { shop: 660, presentment: 660 } }],
      visits: [{ utm: { source: 'jane', medium: 'influencer' } }],
    });
    expect(truthOf(place.shop).byCode).toEqual([
      { code: 'JANE15', orders: 1, netSalesMinor: 2 * 2200 - 660 },
    ]);
    expect(heard.map(({ headers }) => headers['x-shopify-topic'])).toEqual([
      'orders/create',
      'orders/paid',
      'orders/updated',
    ]);
    expect(heard[0]?.body).toContain(`"id":${bought.orderId},`);
  });

  it('takes several codes, a tip and another currency, and says why a code is refused', async () => {
    addCode('TEN', 0.1);
    addCode('TWENTY', 0.2);
    const buyer = visitor();
    await buyer.go('/');
    await buyer.addToCart(firstVariant());
    const start = await buyer.go('/checkout');
    const applied = await buyer.post(start.url.href, {
      action: 'apply',
      discount: 'TEN,TWENTY,NOPE',
    });
    expect(applied.text).toContain('cannot be combined');
    expect(applied.text).toContain('Enter a valid discount code');
    const unfinished = await buyer.post(start.url.href, { action: 'pay', email: 'nobody' });
    expect(unfinished.status).toBe(422);
    expect(unfinished.text).toContain('Enter a valid email');
    const bought = await buyer.checkout({
      email: 'a@b.example',
      codes: ['TWENTY'],
      currency: 'EUR',
      tip: '1,50',
    });
    expect(place.shop.orders.get(bought.orderId)).toMatchObject({
      presentmentCurrency: 'EUR',
      tip: { shop: 163, presentment: 150 },
      lines: [{ unitPrice: { shop: 2200, presentment: 2024 } }],
    });
  });
});

describe('pages', () => {
  it('shows home, collections, products and published pages, and 404 for the rest', async () => {
    const { world, shop } = place;
    const page = (handle: string, published: boolean) => {
      const id = world.nextId();
      shop.pages.set(id, {
        id,
        title: 'Jane & co',
        handle,
        bodyHtml: '<p>Hi from Jane</p>',
        published,
        templateSuffix: null,
        metafields: [],
        createdAt: 0,
        updatedAt: 0,
      });
    };
    page('jane', true);
    page('draft', false);
    const someone = visitor();
    expect((await someone.go('/')).text).toContain('Dew Drop Serum');
    expect((await someone.go('/collections/sun')).text).toContain('Pocket Sun Stick');
    expect((await someone.go('/collections/all')).status).toBe(200);
    const jane = await someone.go('/pages/jane');
    expect(jane.text).toContain('<h1>Jane &amp; co</h1><p>Hi from Jane</p>');
    for (const path of ['/pages/draft', '/products/none', '/collections/none', '/nowhere']) {
      expect((await someone.go(path)).status).toBe(404);
    }
  });

  it('follows a redirect only where nothing else is, and keeps the query', async () => {
    const { world, shop } = place;
    for (const [path, target] of [
      ['/jane', '/products/lip-butter?x=1'],
      ['/cart', '/nowhere'],
    ] as const) {
      const id = world.nextId();
      shop.redirects.set(id, { id, path, target });
    }
    const someone = visitor();
    expect((await someone.go('/Jane?utm_source=j')).url.href).toContain(
      '/products/lip-butter?x=1&utm_source=j',
    );
    expect((await someone.go('/cart')).status).toBe(200);
  });
});

describe('the cart API', () => {
  it('adds, changes, sets attributes and clears, and explains a bad request', async () => {
    const someone = visitor();
    const id = firstVariant().toString();
    await someone.post('/cart/add.js', { id, quantity: '2' });
    const updated = await someone.post('/cart/update.js', {
      'attributes[a]': '1',
      [`updates[${id}]`]: '3',
    });
    expect(JSON.parse(updated.text)).toMatchObject({
      item_count: 3,
      total_price: 6600,
      attributes: { a: '1' },
    });
    const gone = await someone.post('/cart/change.js', { line: '1', quantity: '0' });
    expect(JSON.parse(gone.text)).toMatchObject({ item_count: 0, items: [] });
    const bad = await someone.post('/cart/add.js', { id: '7' });
    expect(bad.status).toBe(422);
  });
});

describe('sessions', () => {
  it('keeps the first landing page within a session and starts anew with a campaign', async () => {
    const someone = visitor();
    await someone.go('/');
    await someone.go('/collections/sun', { referrer: `https://${place.shop.domain}/` });
    await someone.go('/?utm_source=jane');
    await someone.go('/?utm_source=jane');
    await someone.addToCart(firstVariant());
    const { orderId } = await someone.checkout({ email: 'c@d.example' });
    const order = place.shop.orders.get(orderId);
    expect(order?.visits.map(({ landingPage }) => new URL(landingPage).search)).toEqual([
      '',
      '?utm_source=jane',
    ]);
    expect(order?.landingSite).toBe('/?utm_source=jane');
  });
});

describe('the app proxy', () => {
  it('signs the request, strips cookies both ways and passes redirects through', async () => {
    answer = {
      status: 302,
      headers: { location: 'https://glowy.myshopify.com/products/lip-butter', 'set-cookie': 'x=1' },
      body: '',
    };
    const someone = visitor();
    await someone.go('/');
    const reply = await someone.go('/apps/tributary/r/abc?tag=a&tag=b&signature=forged&shop=evil');
    expect(reply.url.pathname).toBe('/products/lip-butter');
    expect(someone.cookie('x')).toBeUndefined();
    const call = heard[0];
    expect(call?.url.pathname).toBe('/proxy/r/abc');
    expect(call?.headers.cookie).toBeUndefined();
    const query = call?.url.searchParams ?? new URLSearchParams();
    expect(query.getAll('shop')).toEqual([place.shop.domain]);
    const { createHmac } = await import('node:crypto');
    const expected = createHmac('sha256', place.world.app.apiSecret)
      .update(
        `logged_in_customer_id=path_prefix=/apps/tributaryshop=${place.shop.domain}tag=a,btimestamp=${query.get('timestamp')}`,
      )
      .digest('hex');
    expect(query.getAll('signature')).toEqual([expected]);
  });

  it('shows a Liquid answer inside the shop, and nothing when the app is not installed', async () => {
    answer = {
      status: 200,
      headers: { 'content-type': 'application/liquid' },
      body: '<h2>Hi {{ shop.name }}</h2>',
    };
    const someone = visitor();
    const shown = await someone.go('/apps/tributary/hello');
    expect(shown.text).toContain('<h2>Hi </h2>');
    expect(shown.text).toContain('class="brand"');
    place.shop.installation = null;
    expect((await someone.go('/apps/tributary/hello')).status).toBe(404);
  });
});

it('a wallet’s button sells past the cart: the order tells no session and no attributes, the journey does', async () => {
  const buyer = visitor();
  await buyer.go('/?utm_source=jane');
  await buyer.addToCart(firstVariant());
  await buyer.setCartAttributes({ carried: 'yes' });
  const { orderId } = await buyer.buyNow(firstVariant(), 'ann@example.com');
  const order = place.shop.orders.get(orderId);
  expect(order).toMatchObject({ landingSite: null, referringSite: null, attributes: [] });
  expect(order?.visits).toMatchObject([{ utm: { source: 'jane' } }]);
});
