import { createHmac } from 'node:crypto';
import { Script } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stockCatalogue } from '../catalogue/stock-catalogue.ts';
import { readIdToken } from '../identity/id-token.ts';
import { placeOrder } from '../orders/place-order.ts';
import { startTestShop, type TestShop } from '../start-test-shop.ts';

let house: TestShop;

beforeAll(async () => {
  house = await startTestShop();
  stockCatalogue(house.world, house.shop);
});
afterAll(() => house.standin.close());

async function get(path: string): Promise<{ status: number; html: string }> {
  const response = await fetch(`http://127.0.0.1:${house.standin.port}${path}`);
  return { status: response.status, html: await response.text() };
}

function frameUrl(html: string): URL {
  const src = /<iframe[^>]* data-src="([^"]+)"/.exec(html)?.[1] ?? '';
  return new URL(src.replaceAll('&amp;', '&'));
}

describe('the app in its frame', () => {
  it('is opened with everything Shopify puts on its address, signed', async () => {
    const { html } = await get('/admin/store/glowy/apps/tributary/influencers?sort=name');
    const url = frameUrl(html);
    expect(url.origin + url.pathname).toBe('http://localhost:3000/influencers');
    const { searchParams } = url;
    expect(Object.fromEntries(searchParams)).toMatchObject({
      sort: 'name',
      embedded: '1',
      shop: 'glowy.myshopify.com',
      locale: 'en',
    });
    expect(Buffer.from(searchParams.get('host') ?? '', 'base64').toString()).toBe(
      'admin.shopify.com/store/glowy',
    );
    expect(
      await readIdToken(house.world, house.shop, searchParams.get('id_token') ?? ''),
    ).not.toBeNull();
    const hmac = searchParams.get('hmac');
    searchParams.delete('hmac');
    searchParams.sort();
    const message = [...searchParams].map(([key, value]) => `${key}=${value}`).join('&');
    expect(hmac).toBe(
      createHmac('sha256', house.world.app.apiSecret).update(message).digest('hex'),
    );
  });

  it('is asked for first, with its scopes, and can be taken out again', async () => {
    const post = (path: string) =>
      fetch(`http://127.0.0.1:${house.standin.port}${path}`, {
        method: 'POST',
        redirect: 'manual',
      });
    const away = await post('/admin/store/glowy/apps/tributary/uninstall');
    expect(away.status).toBe(303);
    expect(house.shop.installation).toBeNull();
    const { html } = await get('/admin/store/glowy/apps/tributary');
    expect(html).toContain('Install Tributary');
    expect(html).not.toContain('<iframe');
    for (const scope of house.world.app.scopes) expect(html).toContain(scope);
    const back = await post('/admin/store/glowy/apps/tributary/install');
    expect(back.headers.get('location')).toBe('/admin/store/glowy/apps/tributary');
    expect([...(house.shop.installation?.scopes ?? [])]).toEqual(house.world.app.scopes);
    expect(frameUrl((await get('/admin/store/glowy/apps/tributary')).html).pathname).toBe('/');
  });
});

describe('the plain pages', () => {
  it('show what there is, and hostile text as text', async () => {
    const { world, shop } = house;
    const [variant] = [...shop.products.values()].flatMap(({ variants }) => variants);
    const { order } = placeOrder(world, shop, {
      lines: [{ variantId: variant?.id ?? 0n, quantity: 1 }],
      landingSite: '/?q="><script>alert(1)</script>',
    });
    const now = world.clock.now();
    const id = world.nextId();
    shop.pages.set(id, {
      id,
      title: '<b>Bold</b>',
      handle: 'bold',
      bodyHtml: '',
      published: true,
      templateSuffix: null,
      metafields: [],
      createdAt: now,
      updatedAt: now,
    });
    for (const path of [
      '',
      '/orders',
      '/discounts',
      '/products',
      '/pages',
      `/orders/${order.id}`,
    ]) {
      const { status, html } = await get(`/admin/store/glowy${path}`);
      expect(status, path).toBe(200);
      expect(html).toMatch(/<html lang="en">[\s\S]*<title>[^<]+<\/title>/);
      expect(html).not.toContain('<script>alert');
      expect(html).not.toContain('<b>Bold');
    }
    expect((await get('/admin/store/glowy/orders')).html).toContain(order.name);
    expect((await get('/admin/store/nobody/orders')).status).toBe(404);
    expect((await get('/admin/store/glowy/else')).status).toBe(404);
  });
});

describe('the data behind App Bridge', () => {
  it('gives tokens and things to pick', async () => {
    const { token } = JSON.parse((await get('/admin/store/glowy/api/id-token')).html);
    expect(await readIdToken(house.world, house.shop, token)).not.toBeNull();
    const [product] = house.shop.products.values();
    const word = product?.title.split(' ')[0] ?? '';
    const found = JSON.parse((await get(`/admin/store/glowy/api/products?query=${word}`)).html);
    expect(found.map(({ title }: { title: string }) => title)).toContain(product?.title);
    expect(JSON.parse((await get('/admin/store/glowy/api/scopes')).html)).toMatchObject({
      required: house.world.app.scopes,
      optional: house.world.app.optionalScopes,
    });
  });

  it('serves App Bridge as one classic script', async () => {
    const { html } = await get('/app-bridge.js');
    expect(() => new Script(html)).not.toThrow();
  });
});

describe('the theme editor', () => {
  it('opens with the embed ticked that a link asks for, and keeps what is saved', async () => {
    const editor = '/admin/store/glowy/themes/current/editor';
    expect((await get(editor)).html).not.toContain('checked');
    const asked = await get(`${editor}?context=apps&activateAppId=key/visit-embed`);
    expect(asked.html).toMatch(/name="visitEmbed"[^>]* checked/);
    await fetch(`http://127.0.0.1:${house.standin.port}${editor}`, {
      method: 'POST',
      body: new URLSearchParams({ visitEmbed: 'on' }),
    });
    expect(house.shop.theme).toEqual({ visitEmbed: true, landingBlocks: false });
  });
});
