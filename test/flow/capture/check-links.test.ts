import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { shopsWithUncheckedLinks } from '#app/db/link-health-store.server.ts';
import { moveDestination } from '#app/db/link-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { isAppError } from '#app/domain/app-error.ts';
import { checkLinks } from '#app/flow/capture/check-links.server.ts';
import { saveLink } from '#app/flow/collaborations/save-link.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage } from '#test/flow/intake/local-shop.ts';

freshDatabase();

/** A storefront of a few pages: status, and where a redirect leads. */
const PAGES: Record<string, [number, string?]> = {
  '/': [200],
  '/products/here': [200],
  '/products/moved': [302, '/products/here'],
  '/pages/circle': [302, '/pages/circle'],
  '/pages/away': [302, 'http://evil.example/'],
  '/pages/closed': [302, '/password'],
  '/password': [200],
  '/pages/busy': [503],
};

let storefront: Server;
let shop: ShopRow;
let collaborationId: string;

beforeAll(async () => {
  storefront = createServer((request, response) => {
    const [status, location] = PAGES[request.url ?? ''] ?? [404];
    response.writeHead(status, location ? { location } : {}).end();
  });
  await new Promise<void>((resolve) => storefront.listen(0, '127.0.0.1', resolve));
  const { port } = storefront.address() as AddressInfo;
  shop = await makeShop({ primaryUrl: `http://127.0.0.1:${port}` });
  ({ collaborationId } = await engage(shop.id, 'JANE15'));
});

afterAll(() => {
  storefront.closeAllConnections();
  storefront.close();
});

const link = () => prisma().trackingLink.findFirstOrThrow({ where: { collaborationId } });
const DRAFT = { destination: '/', appliesCode: false, lastDay: null, fallback: null };

describe('saving a link', () => {
  it('keeps the path of an address on the shop, and the end of the last day there', async () => {
    await saveLink(shop.id, collaborationId, {
      destination: `${shop.primaryUrl}/products/serum?variant=7`,
      appliesCode: true,
      lastDay: '2026-12-24',
      fallback: `https://${shop.domain}/collections/all`,
    });
    expect(await link()).toMatchObject({
      destination: '/products/serum?variant=7',
      appliesCode: true,
      // Midnight in New York.
      expiresAt: new Date('2026-12-25T05:00:00Z'),
      fallback: '/collections/all',
      health: null,
    });
  });

  it.each([
    ['destination', { destination: 'https://evil.example/' }],
    ['destination', { destination: '//evil.example' }],
    ['destination', { destination: ' ' }],
    ['destination', { destination: '/discount/OTHER' }],
    ['fallback', { fallback: 'javascript:alert(1)' }],
    ['lastDay', { lastDay: '2026-02-30' }],
  ])('refuses a wrong %s: %j', async (field, change) => {
    const before = await link();
    const refused = await saveLink(shop.id, collaborationId, { ...DRAFT, ...change }).catch(
      (error: unknown) => error,
    );
    expect(isAppError(refused, 'invalid_input') && refused.details.field).toBe(field);
    expect(await link()).toEqual(before);
  });

  it('is not undone when her landing page gets another name', async () => {
    await saveLink(shop.id, collaborationId, { ...DRAFT, destination: '/products/hers' });
    const rename = (from: string) =>
      moveDestination(prisma(), shop.id, collaborationId, from, '/pages/jane-2');
    expect(await rename('/pages/jane')).toBe(false);
    expect((await link()).destination).toBe('/products/hers');
    expect(await rename('/products/hers')).toBe(true);
    expect((await link()).destination).toBe('/pages/jane-2');
  });

  it('does not find the link of another shop', async () => {
    const other = await makeShop();
    const refused = await saveLink(other.id, collaborationId, DRAFT).catch((error) => error);
    expect(isAppError(refused, 'not_found')).toBe(true);
  });
});

describe('looking where links lead', () => {
  it.each([
    ['/products/here', 'ok', null],
    ['/products/moved', 'ok', null],
    ['/pages/gone', 'broken', '/pages/gone answers 404: there is no such page.'],
    ['/pages/circle', 'broken', '/pages/circle redirects in a circle.'],
    ['/pages/away', 'broken', '/pages/away leads out of the shop, to evil.example.'],
    ['/pages/closed', 'broken', 'The store asks visitors for a password.'],
    ['/pages/busy', null, '/pages/busy answered 503.'],
  ])('finds %s to be %s', async (destination, health, healthNote) => {
    await saveLink(shop.id, collaborationId, { ...DRAFT, destination });
    await checkLinks(shop.id);
    expect(await link()).toMatchObject({ health, healthNote });
    expect((await link()).healthCheckedAt).not.toBeNull();
  });

  it('looks at the fallback once a link has expired', async () => {
    await saveLink(shop.id, collaborationId, {
      ...DRAFT,
      destination: '/pages/gone',
      lastDay: '2026-01-01',
      fallback: '/products/here',
    });
    await checkLinks(shop.id);
    expect(await link()).toMatchObject({ health: 'ok' });
  });

  it('asks for it again a day later', async () => {
    await saveLink(shop.id, collaborationId, DRAFT);
    const now = Date.now();
    expect(await shopsWithUncheckedLinks(prisma(), new Date(now))).toContain(shop.id);
    await checkLinks(shop.id);
    expect(await shopsWithUncheckedLinks(prisma(), new Date(now - 60_000))).not.toContain(shop.id);
    expect(await shopsWithUncheckedLinks(prisma(), new Date(now + 60_000))).toContain(shop.id);
  });
});
