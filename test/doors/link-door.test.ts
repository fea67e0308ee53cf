import { beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { linkDoor } from '#app/doors/link-listener.server.ts';
import { checkMark } from '#app/flow/capture/check-mark.server.ts';
import { shopify } from '#app/shopify.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage } from '#test/flow/intake/local-shop.ts';
import { proxied, SAFARI } from './proxied.ts';

freshDatabase();

let shop: ShopRow;
let slug: string;
let path: string;

beforeAll(async () => {
  shop = await makeShop({ primaryUrl: 'https://glowy.example' });
  slug = (await engage(shop.id, 'JANE15', 'JANE15')).linkSlug;
  const link = await prisma().trackingLink.findFirstOrThrow({ where: { slug } });
  path = link.destination;
});

function open(address: string, headers: Record<string, string> = {}, method = 'GET') {
  const request = new Request(`http://localhost:3000${address}`, {
    method,
    headers: { 'user-agent': SAFARI, ...headers },
  });
  return linkDoor(request);
}

async function clickOf(response: Response) {
  const { searchParams } = new URL(response.headers.get('location') ?? '');
  const clickId = searchParams.get('trc') ?? '';
  return prisma().linkClick.findFirstOrThrow({ where: { shopId: shop.id, clickId } });
}

const cookieOf = (response: Response) =>
  /^_trb_r=([^;]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? null;

describe("a link on the app's domain", () => {
  it('leads to the destination with UTM parameters, link and click, once the click is stored', async () => {
    const response = await open(`/r/${slug}?gclid=G1`, {
      referer: 'https://l.instagram.com/?u=https%3A%2F%2Fx&e=secret',
      'user-agent': `${SAFARI} Instagram 356.0.0.29.90`,
    });
    const link = await prisma().trackingLink.findFirstOrThrow({ where: { slug } });
    const url = new URL(response.headers.get('location') ?? '');
    expect([response.status, url.origin + url.pathname]).toEqual([
      302,
      `https://glowy.example${path}`,
    ]);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      gclid: 'G1',
      utm_source: link.utmSource,
      utm_medium: 'influencer',
      utm_campaign: link.utmCampaign,
      trb: slug,
      trc: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
    expect(await clickOf(response)).toMatchObject({
      slug,
      agent: 'person',
      door: 'app',
      destination: path,
      visitorId: cookieOf(response),
      referrerHost: 'l.instagram.com',
      device: 'phone',
      inApp: 'instagram',
      adClick: 'gclid',
    });
  });

  it('knows a browser again by its cookie', async () => {
    const first = await open(`/r/${slug}`);
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; Max-Age=15552000; Path=\/r; HttpOnly; Secure; SameSite=Lax$/);
    const id = cookieOf(first) ?? '';
    const again = await open(`/r/${slug}`, { cookie: `a=1; _trb_r=${id}; b=2` });
    expect([cookieOf(again), (await clickOf(again)).visitorId]).toEqual([id, id]);
    const strange = await open(`/r/${slug}`, { cookie: "_trb_r=' or 1=1" });
    expect(cookieOf(strange)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([{ 'sec-gpc': '1' }, { dnt: '1' }])(
    'keeps no cookie where a browser says %j',
    async (signal) => {
      const response = await open(`/r/${slug}`, signal);
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(await clickOf(response)).toMatchObject({ agent: 'person', visitorId: null });
      const id = '018f3b5e-0000-7000-8000-000000000000';
      const asked = await open(`/r/${slug}`, { ...signal, cookie: `_trb_r=${id}` });
      expect(asked.headers.get('set-cookie')).toContain('_trb_r=; Max-Age=0');
      expect((await clickOf(asked)).visitorId).toBeNull();
    },
  );

  it.each([
    [{ 'user-agent': 'Googlebot/2.1' }, 'GET', 'bot'],
    [{ 'user-agent': 'WhatsApp/2.23.20.0' }, 'GET', 'preview'],
    [{ 'sec-purpose': 'prefetch' }, 'GET', 'prefetch'],
    [{}, 'HEAD', 'head'],
  ] as const)(
    'tells %j by %s apart as %s and gives it no cookie',
    async (headers, method, agent) => {
      const response = await open(`/r/${slug}`, headers, method);
      expect([response.status, response.headers.get('set-cookie')]).toEqual([302, null]);
      expect((await clickOf(response)).agent).toBe(agent);
    },
  );

  it('knows our own check by its mark', async () => {
    const mark = { 'x-tributary-check': checkMark(slug, new Date()) };
    expect((await clickOf(await open(`/r/${slug}`, mark))).agent).toBe('check');
    const forged = { 'x-tributary-check': checkMark('other', new Date()) };
    expect((await clickOf(await open(`/r/${slug}`, forged))).agent).toBe('person');
  });

  it.each(['/r/nobody', '/r/', "/r/'--", '/r/%E0%A4%A', '/r/..%2F..%2Fadmin'])(
    'says that %s leads nowhere',
    async (address) => {
      const response = await open(address);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('leads nowhere');
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    const response = await open(`/r/${slug}`, {}, method);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it.each(['https://evil.example/x', '//evil.example/x', '/\\evil.example', 'javascript:alert(1)'])(
    'never leads to %s',
    async (elsewhere) => {
      const hers = await engage(shop.id, `CODE${elsewhere.length}`, elsewhere);
      const where = { slug: hers.linkSlug };
      await prisma().trackingLink.update({ where, data: { destination: elsewhere } });
      const query = new URLSearchParams({ to: elsewhere });
      const response = await open(`/r/${hers.linkSlug}?${query}`);
      expect(new URL(response.headers.get('location') ?? '').origin).toBe('https://glowy.example');
    },
  );

  it('stores no address of the network', async () => {
    const response = await open(`/r/${slug}`, { 'x-forwarded-for': '203.0.113.7' });
    expect(JSON.stringify(await clickOf(response))).not.toContain('203.0.113.7');
  });

  it('leads on, but records nothing, once the app was removed', async () => {
    const gone = await makeShop({ uninstalledAt: new Date() });
    const { linkSlug } = await engage(gone.id, 'GONE15');
    const response = await open(`/r/${linkSlug}`);
    const url = new URL(response.headers.get('location') ?? '');
    expect([url.host, url.searchParams.get('trb'), url.searchParams.get('trc')]).toEqual([
      gone.domain,
      linkSlug,
      null,
    ]);
    expect(await prisma().linkClick.count({ where: { shopId: gone.id } })).toBe(0);
    expect(cookieOf(response)).toBeNull();
  });

  it('applies the code on the way, as long as the collaboration runs', async () => {
    const hers = await engage(shop.id, 'APPLY15', 'APPLY15');
    const where = { slug: hers.linkSlug };
    await prisma().trackingLink.update({ where, data: { appliesCode: true } });
    const response = await open(`/r/${hers.linkSlug}`);
    const url = new URL(response.headers.get('location') ?? '');
    expect(url.pathname).toBe('/discount/APPLY15');
    const inner = new URL(url.searchParams.get('redirect') ?? '', 'https://glowy.example');
    expect(inner.searchParams.get('trc')).toBe(url.searchParams.get('trc'));
    expect((await clickOf(response)).destination).toBe(`/pages/${hers.handle}`);

    const paused = await engage(shop.id, 'PAUSED15', 'PAUSED15');
    await prisma().trackingLink.update({
      where: { slug: paused.linkSlug },
      data: { appliesCode: true },
    });
    await prisma().collaboration.updateMany({
      where: { id: paused.collaborationId },
      data: { status: 'paused' },
    });
    const still = await open(`/r/${paused.linkSlug}`);
    expect(new URL(still.headers.get('location') ?? '').pathname).toBe(`/pages/${paused.handle}`);
    expect((await clickOf(still)).agent).toBe('person');
  });

  it('leads to the fallback where it would lead to a landing page that is not there', async () => {
    const hers = await engage(shop.id, 'UNPAGED15', 'UNPAGED15');
    const where = { shopId: shop.id, collaborationId: hers.collaborationId, kind: 'page' as const };
    await prisma().shopifyObject.updateMany({ where, data: { state: 'missing' } });
    const response = await open(`/r/${hers.linkSlug}`);
    expect(new URL(response.headers.get('location') ?? '').pathname).toBe('/');
  });

  it('leads to the fallback once it has expired, and is recorded all the same', async () => {
    const hers = await engage(shop.id, 'OLD15', 'OLD15');
    const data = { expiresAt: new Date(Date.now() - 1000), fallback: '/collections/all' };
    await prisma().trackingLink.update({ where: { slug: hers.linkSlug }, data });
    const response = await open(`/r/${hers.linkSlug}`);
    expect(new URL(response.headers.get('location') ?? '').pathname).toBe('/collections/all');
    expect((await clickOf(response)).destination).toBe('/collections/all');
  });
});

describe("a link on the shop's own domain", () => {
  it('leads on as the other does, and hands on nothing that the proxy added', async () => {
    const response = await linkDoor(proxied(shop.domain, `/proxy/${slug}`, { to: '/products/x' }));
    const url = new URL(response.headers.get('location') ?? '');
    expect(url.origin + url.pathname).toBe('https://glowy.example/products/x');
    expect([...url.searchParams.keys()].sort()).toEqual(
      ['trb', 'trc', 'utm_campaign', 'utm_medium', 'utm_source'].sort(),
    );
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await clickOf(response)).toMatchObject({ door: 'proxy', visitorId: null });
  });

  it.each(['/proxy/nobody', '/proxy/', '/proxy', '/proxy/%E0%A4%A', '/proxy/..%2F..%2Fadmin'])(
    'leads %s to the home of the storefront',
    async (address) => {
      const response = await linkDoor(proxied(shop.domain, address));
      expect(response.headers.get('location')).toBe('https://glowy.example/');
    },
  );

  it('does not know the links of another shop', async () => {
    const other = await makeShop();
    const hers = (await engage(other.id, 'JANE15')).linkSlug;
    const response = await linkDoor(proxied(shop.domain, `/proxy/${hers}`));
    expect(response.headers.get('location')).toBe('https://glowy.example/');
    expect(await prisma().linkClick.count({ where: { slug: hers } })).toBe(0);
  });

  it.each([
    ['as Shopify signs it', {}, {}],
    ['with several values of one name', { a: '1' }, {}],
    ['with another shop', {}, { shop: 'other.myshopify.com' }],
    ['with a signature that is none', {}, { signature: 'x' }],
    ['without a signature', {}, { signature: '' }],
    ['from long ago', { timestamp: '1000000000' }, {}],
    ['from the future', { timestamp: String(Math.floor(Date.now() / 1000) + 600) }, {}],
    ['without a time', { timestamp: '' }, {}],
    ['with a parameter more', {}, { extra: '1' }],
  ])('is taken and refused as by the library: %s', async (_name, own, changed) => {
    const make = () => proxied(shop.domain, `/proxy/${slug}`, own, changed);
    const verdict = await shopify()
      .authenticate.public.appProxy(make())
      .then(
        () => 'taken',
        (thrown) => (thrown instanceof Response && thrown.status === 400 ? 'refused' : 'taken'),
      );
    const { status } = await linkDoor(make());
    expect(status === 400 ? 'refused' : 'taken').toBe(verdict);
  });
});
