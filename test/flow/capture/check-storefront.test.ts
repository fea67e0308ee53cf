import { describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { shopsToLookAt } from '#app/db/embed-store.server.ts';
import { checkStorefront } from '#app/flow/capture/check-storefront.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { localShopify, openShop } from '#test/flow/collaborations/open-shop.ts';

freshDatabase();
localShopify();

const ON = { visitEmbed: true, landingBlocks: false };

describe('a look at the storefront', () => {
  it('sees the embed where it is on, and that it is gone', async () => {
    const { shopId, shop } = await openShop({ theme: ON });
    expect(await checkStorefront(shopId)).toMatchObject({ state: 'on' });
    shop.theme = { visitEmbed: false, landingBlocks: true };
    const look = await checkStorefront(shopId);
    expect(look.state).toBe('off');
    expect(await prisma().storefrontStatus.findUnique({ where: { shopId } })).toMatchObject({
      embedState: 'off',
      embedNote: look.note,
      pixelState: 'intended',
    });
  });

  it('knows nothing behind a password', async () => {
    const { shopId } = await openShop({ theme: ON, isLocked: true });
    expect(await checkStorefront(shopId)).toMatchObject({
      state: 'unknown',
      note: expect.stringContaining('password'),
    });
  });

  it('goes nowhere but to the shop', async () => {
    const { shopId } = await openShop({ theme: ON });
    await prisma().shop.update({
      where: { id: shopId },
      data: { primaryUrl: 'http://127.0.0.1:1' },
    });
    expect(await checkStorefront(shopId)).toMatchObject({ state: 'unknown' });
  });

  it('is due a day later', async () => {
    const { shopId } = await openShop({ theme: ON });
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    expect(await shopsToLookAt(prisma(), ago(24))).toContain(shopId);
    await checkStorefront(shopId);
    expect(await shopsToLookAt(prisma(), ago(24))).not.toContain(shopId);
    expect(await shopsToLookAt(prisma(), ago(-1))).toContain(shopId);
  });
});
