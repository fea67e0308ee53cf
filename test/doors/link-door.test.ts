import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { linkDoor } from '#app/doors/link-door.server.ts';
import { freshDatabase, TEST_APP } from '#test/database/fresh-database.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage } from '#test/flow/intake/local-shop.ts';

freshDatabase();

let shop: ShopRow;
let slug: string;

beforeAll(async () => {
  shop = await makeShop({ primaryUrl: 'https://glowy.example' });
  slug = (await engage(shop.id, 'JANE15')).linkSlug;
});

/** A request as the app proxy passes it on; the signature as Shopify documents it. */
function proxied(path: string, change: Record<string, string> = {}): Request {
  const params: Record<string, string> = {
    shop: shop.domain,
    logged_in_customer_id: '',
    path_prefix: '/apps/tributary',
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  const message = Object.keys(params)
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join('');
  const signature = createHmac('sha256', TEST_APP.SHOPIFY_API_SECRET).update(message).digest('hex');
  const query = new URLSearchParams({ ...params, signature, ...change });
  return new Request(`http://localhost:3000${path}?${query}`);
}

async function redirectOf(request: Request) {
  const response = await linkDoor(request);
  return [response.status, response.headers.get('location')];
}

describe('the link door', () => {
  it('leads to the destination with UTM parameters and the link id', async () => {
    const link = await prisma().trackingLink.findFirstOrThrow({ where: { slug } });
    const response = await linkDoor(proxied(`/proxy/${slug}`));
    expect(response.status).toBe(302);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const url = new URL(response.headers.get('location') ?? '');
    expect(url.origin + url.pathname).toBe(`https://glowy.example${link.destination}`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      utm_source: link.utmSource,
      utm_medium: 'influencer',
      utm_campaign: link.utmCampaign,
      trb: slug,
    });
  });

  it.each(['/proxy/nobody', '/proxy/', '/proxy', '/proxy/%E0%A4%A', '/proxy/..%2F..%2Fadmin'])(
    'leads %s to the home of the storefront',
    async (path) => {
      expect(await redirectOf(proxied(path))).toEqual([302, 'https://glowy.example/']);
    },
  );

  it('does not know the links of another shop', async () => {
    const other = await makeShop();
    const hers = (await engage(other.id, 'JANE15')).linkSlug;
    expect(await redirectOf(proxied(`/proxy/${hers}`))).toEqual([302, 'https://glowy.example/']);
  });

  it.each(['https://evil.example/x', '//evil.example/x', '/\\evil.example', 'javascript:alert(1)'])(
    'never leads to %s',
    async (destination) => {
      await prisma().trackingLink.updateMany({ where: { shopId: shop.id }, data: { destination } });
      const [status, location] = await redirectOf(proxied(`/proxy/${slug}`));
      expect([status, new URL(String(location)).origin]).toEqual([302, 'https://glowy.example']);
    },
  );

  it('refuses what Shopify did not sign, or signed long ago', async () => {
    for (const change of [
      { shop: 'other.myshopify.com' },
      { signature: 'x' },
      { timestamp: '1000000000' },
    ]) {
      expect(await redirectOf(proxied(`/proxy/${slug}`, change))).toEqual([400, null]);
    }
  });
});
