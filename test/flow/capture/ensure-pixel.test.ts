import { describe, expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import { endInstallation } from '#app/db/installation-store.server.ts';
import { ensurePixel } from '#app/flow/capture/ensure-pixel.server.ts';
import { createAdminClient } from '#app/shopify/outbound/admin-client.ts';
import { createPixel, fetchPixel } from '#app/shopify/outbound/pixel-mutation.ts';
import { checkAllCollaborations } from '#app/worker/check-all-collaborations.ts';
import { freshDatabase, TEST_APP } from '#test/database/fresh-database.ts';
import {
  localShopify,
  type OpenShop,
  openShop,
  world,
} from '#test/flow/collaborations/open-shop.ts';

freshDatabase();
localShopify();

const statusOf = (shopId: number) => prisma().storefrontStatus.findUnique({ where: { shopId } });
const settingsOf = ({ shop }: OpenShop): unknown => JSON.parse(shop.webPixel?.settings ?? 'null');
const wanted = ({ shop }: OpenShop) => ({
  collectUrl: `${TEST_APP.SHOPIFY_APP_URL}/collect`,
  accountId: shop.domain,
});

function gidOf({ shop }: OpenShop): string {
  return `gid://shopify/WebPixel/${shop.webPixel?.id}`;
}

describe('the pixel of a shop', () => {
  it('is switched on, once', async () => {
    const open = await openShop();
    await ensurePixel(open.shopId);
    const id = open.shop.webPixel?.id;
    expect(settingsOf(open)).toEqual(wanted(open));
    expect(await statusOf(open.shopId)).toMatchObject({
      pixelState: 'live',
      pixelGid: gidOf(open),
      pixelError: null,
      pixelCheckedAt: expect.any(Date),
    });
    await ensurePixel(open.shopId);
    expect(open.shop.webPixel?.id).toBe(id);
  });

  it('is put back when it is gone', async () => {
    const open = await openShop();
    await ensurePixel(open.shopId);
    open.shop.webPixel = null;
    await ensurePixel(open.shopId);
    expect(settingsOf(open)).toEqual(wanted(open));
    expect((await statusOf(open.shopId))?.pixelGid).toBe(gidOf(open));
  });

  it('is set right where it tells somebody else, as after a move of the app', async () => {
    const open = await openShop();
    const id = world().nextId();
    const settings = { ...wanted(open), collectUrl: 'https://old.example/collect' };
    open.shop.webPixel = { id, settings: JSON.stringify(settings) };
    await ensurePixel(open.shopId);
    expect(open.shop.webPixel?.id).toBe(id);
    expect(settingsOf(open)).toEqual(wanted(open));
    expect(await statusOf(open.shopId)).toMatchObject({ pixelState: 'live' });
  });

  it('waits for a permission, says which, and comes with it', async () => {
    const open = await openShop();
    const scopes = [...(open.shop.installation?.scopes ?? [])];
    const without = scopes.filter((scope) => scope !== 'write_pixels').join(',');
    await prisma().shop.update({ where: { id: open.shopId }, data: { scopes: without } });
    await ensurePixel(open.shopId);
    expect(open.shop.webPixel).toBeNull();
    const waiting = await statusOf(open.shopId);
    expect(waiting?.pixelState).toBe('failed');
    expect(waiting?.pixelError).toMatch(/write_pixels.*accept its permissions/);
    await prisma().shop.update({ where: { id: open.shopId }, data: { scopes: scopes.join(',') } });
    await ensurePixel(open.shopId);
    expect(await statusOf(open.shopId)).toMatchObject({ pixelState: 'live', pixelError: null });
  });

  it('fails with Shopify’s own words where Shopify refuses', async () => {
    const open = await openShop();
    // The app believes that it may; Shopify does not.
    open.shop.installation?.scopes.delete('read_customer_events');
    await ensurePixel(open.shopId);
    const status = await statusOf(open.shopId);
    expect(status).toMatchObject({ pixelState: 'failed', pixelGid: null });
    expect(status?.pixelError).toContain('read_customer_events');
  });

  it('fails where the app has no access any more', async () => {
    const open = await openShop();
    await prisma().session.deleteMany({ where: { shop: open.shop.domain } });
    await ensurePixel(open.shopId);
    expect((await statusOf(open.shopId))?.pixelError).toContain('open the app');
  });

  it('is forgotten with the app, and not put back', async () => {
    const open = await openShop();
    await ensurePixel(open.shopId);
    const shop = await prisma().shop.findUniqueOrThrow({ where: { id: open.shopId } });
    const later = new Date(Date.now() + 7_200_000);
    expect(await endInstallation(prisma(), shop, later)).toBe(true);
    expect(await statusOf(open.shopId)).toBeNull();
    open.shop.webPixel = null;
    await ensurePixel(open.shopId);
    expect(open.shop.webPixel).toBeNull();
    expect(await statusOf(open.shopId)).toBeNull();
  });

  it('is looked after every hour', async () => {
    const { shopId } = await openShop();
    await checkAllCollaborations();
    const { rows } = await pool().query('select 1 from graphile_worker.jobs where key = $1', [
      `ensure-pixel:${shopId}`,
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe('Shopify’s answers about a pixel', () => {
  const answering = (answer: object) => createAdminClient(async () => Response.json(answer));
  const pixel = { id: 'gid://shopify/WebPixel/1' };

  it.each([
    ['as a text', '{"accountId":"a"}', { accountId: 'a' }],
    ['as an object', { accountId: 'a' }, { accountId: 'a' }],
    ['as nonsense', 'nonsense', {}],
  ])('are read with settings %s', async (_name, settings, read) => {
    const client = answering({ data: { webPixel: { ...pixel, settings } } });
    expect(await fetchPixel(client)).toEqual({ gid: pixel.id, settings: read });
  });

  it.each([
    ['nothing', { data: { webPixel: null } }],
    ['an error', { data: null, errors: [{ message: 'No web pixel was found for this app.' }] }],
  ])('may tell by %s that there is none', async (_name, answer) => {
    expect(await fetchPixel(answering(answer))).toBeNull();
  });

  it('name what was refused', async () => {
    const userErrors = [{ code: 'NO_EXTENSION', field: null, message: 'No extension found.' }];
    const client = answering({ data: { result: { webPixel: null, userErrors } } });
    const { refused } = await createPixel(client, { collectUrl: 'https://a', accountId: 'a' });
    expect(refused).toMatchObject({ code: 'NO_EXTENSION', message: 'No extension found.' });
  });
});
