import { describe, expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import { findLaunchCheck } from '#app/db/launch-check-store.server.ts';
import { ensurePixel } from '#app/flow/capture/ensure-pixel.server.ts';
import { provisionCollaboration } from '#app/flow/collaborations/provision-collaboration.server.ts';
import { repairCollaboration } from '#app/flow/collaborations/repair-collaboration.server.ts';
import { setCollaborationStatus } from '#app/flow/collaborations/set-collaboration-status.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import {
  openShop,
  start,
  startAndProvision,
  TEN_PERCENT,
} from '#test/flow/collaborations/open-shop.ts';
import type { Shop } from '#test/standin/state/world.ts';
import { checkOf, type Launched, localApp, readyToLaunch } from './open-app.ts';

freshDatabase();
localApp();

function only<T>(things: Map<bigint, T>): T {
  const [thing] = things.values();
  if (!thing) throw new Error('none');
  return thing;
}

async function repair({ shopId, id }: Launched) {
  expect(await repairCollaboration(shopId, id)).toEqual({ repairing: true });
  await provisionCollaboration(shopId, id);
}

/** Clicks that would count. */
async function followers(shopId: number): Promise<number> {
  const { rows } = await pool().query(
    `select count(*)::int as count from link_click where shop_id = $1 and agent in ('person')`,
    [shopId],
  );
  return rows[0]?.count;
}

const PASSED = { state: 'passed' };

describe('a collaboration that is ready', () => {
  it('passes everything, says what was seen, and nothing of it counts', async () => {
    const launched = await readyToLaunch();
    const { shopId, id } = launched;
    const found = await checkOf(launched);
    expect(found).toMatchObject({
      passed: true,
      code: { ...PASSED, reason: expect.stringContaining('JANE10 is active and gives: 10% off') },
      combinable: { ...PASSED, reason: expect.stringContaining('product discounts, shipping') },
      page: { ...PASSED, reason: expect.stringContaining('/pages/jane-doe') },
      link: PASSED,
      shop_link: PASSED,
      in_app: PASSED,
      pixel: PASSED,
      embed: PASSED,
      attribution: {
        ...PASSED,
        reason: expect.stringContaining('Jane Doe in For Jane Doe in full'),
      },
    });
    expect(await followers(shopId)).toBe(0);
    expect(await prisma().order.count({ where: { shopId } })).toBe(0);
    expect(await prisma().touchpoint.count({ where: { shopId } })).toBe(0);
    expect(await findLaunchCheck(prisma(), shopId, id)).toMatchObject({ passed: true });
  });

  it('goes through the code where its link applies it', async () => {
    const launched = await readyToLaunch();
    const { shopId } = launched;
    await prisma().trackingLink.updateMany({ where: { shopId }, data: { appliesCode: true } });
    expect(await checkOf(launched)).toMatchObject({
      passed: true,
      link: { ...PASSED, reason: expect.stringContaining('by way of the code JANE10') },
      shop_link: PASSED,
    });
  });

  it('is checked once for two who ask at the same moment', async () => {
    const launched = await readyToLaunch();
    const [one, two] = await Promise.all([checkOf(launched), checkOf(launched)]);
    expect(one).toEqual(two);
  });
});

describe('what stands in the way, and its repair', () => {
  const damage: [string, (shop: Shop) => void, object][] = [
    [
      'a deleted code',
      (shop) => shop.discounts.clear(),
      { code: { state: 'failed', repair: 'objects' }, combinable: { state: 'skipped' } },
    ],
    [
      'a code that was switched off',
      (shop) => {
        only(shop.discounts).active = false;
      },
      { code: { state: 'failed', repair: 'objects' } },
    ],
    [
      'a deleted page',
      (shop) => shop.pages.clear(),
      { page: { state: 'failed', repair: 'objects' }, link: { state: 'warning' } },
    ],
    [
      'an unpublished page',
      (shop) => {
        only(shop.pages).published = false;
      },
      { page: { state: 'failed', repair: 'objects' }, in_app: { state: 'warning' } },
    ],
  ];

  it.each(damage)('%s', async (_, harm, expected) => {
    const launched = await readyToLaunch();
    harm(launched.shop);
    expect(await checkOf(launched)).toMatchObject({ passed: false, ...expected });
    await repair(launched);
    expect(await checkOf(launched)).toMatchObject({ passed: true, code: PASSED, page: PASSED });
  });

  it('the pixel is gone, or tells somebody else', async () => {
    const launched = await readyToLaunch();
    const { shop, shopId } = launched;
    const gone = { passed: false, pixel: { state: 'failed', repair: 'pixel' } };
    shop.webPixel = null;
    expect(await checkOf(launched)).toMatchObject(gone);
    shop.webPixel = { id: 77n, settings: '{"collectUrl":"https://elsewhere.example/collect"}' };
    expect(await checkOf(launched)).toMatchObject(gone);
    await ensurePixel(shopId);
    expect(await checkOf(launched)).toMatchObject({ passed: true, pixel: PASSED });
  });

  it('the embed is off', async () => {
    const launched = await readyToLaunch({ theme: { visitEmbed: false, landingBlocks: true } });
    expect(await checkOf(launched)).toMatchObject({
      passed: false,
      embed: { state: 'failed', repair: 'embed' },
    });
    launched.shop.theme = { visitEmbed: true, landingBlocks: true };
    expect(await checkOf(launched)).toMatchObject({ passed: true, embed: PASSED });
  });

  it('the link has expired', async () => {
    const launched = await readyToLaunch();
    const { shopId } = launched;
    const expires = (at: Date | null) =>
      prisma().trackingLink.updateMany({ where: { shopId }, data: { expiresAt: at } });
    await expires(new Date('2026-01-31T12:00:00Z'));
    expect(await checkOf(launched)).toMatchObject({
      passed: false,
      link: { state: 'failed', reason: expect.stringContaining('31 January 2026') },
    });
    await expires(null);
    expect(await checkOf(launched)).toMatchObject({ passed: true });
  });

  it('a redirect in the shop drops the parameters', async () => {
    const launched = await readyToLaunch();
    const { shopId, shop } = launched;
    shop.redirects.set(1n, { id: 1n, path: '/old', target: '/pages/jane-doe?utm_source=other' });
    await prisma().trackingLink.updateMany({ where: { shopId }, data: { destination: '/old' } });
    expect(await checkOf(launched)).toMatchObject({
      passed: false,
      link: { state: 'failed', reason: expect.stringContaining('utm_source') },
    });
  });

  it('the collaboration is paused', async () => {
    const launched = await readyToLaunch();
    const { shopId, id } = launched;
    await setCollaborationStatus(shopId, id, 'paused');
    await provisionCollaboration(shopId, id);
    expect(await checkOf(launched)).toMatchObject({
      passed: false,
      code: { state: 'failed', reason: expect.stringContaining('paused'), repair: null },
      page: { state: 'failed', repair: null },
    });
  });

  it('the offer is over, used up, or has not begun', async () => {
    const over = await openShop({ theme: { visitEmbed: true, landingBlocks: true } });
    const offer = { ...TEN_PERCENT, endsAt: new Date('2026-02-01T00:00:00Z') };
    const ended = { ...over, id: await startAndProvision(over.shopId, 'Jane Doe', { offer }) };
    expect((await checkOf(ended)).code).toMatchObject({
      state: 'failed',
      reason: 'The offer ended on 31 January 2026.',
    });

    const launched = await readyToLaunch();
    const discount = only(launched.shop.discounts);
    discount.usageLimit = 3;
    for (const code of discount.codes) code.usage = 3;
    expect((await checkOf(launched)).code).toMatchObject({ state: 'failed', repair: null });
    discount.usageLimit = null;
    discount.startsAt = Date.now() + 86_400_000;
    expect(await checkOf(launched)).toMatchObject({ passed: true, code: { state: 'warning' } });
  });

  it('nothing was made yet', async () => {
    const open = await openShop();
    const launched = { ...open, id: await start(open.shopId, 'Jane Doe') };
    expect(await checkOf(launched)).toMatchObject({ passed: false, code: { repair: 'objects' } });
  });
});

describe('what is said of things that do not stand in the way', () => {
  it('a code that combines with nothing', async () => {
    const launched = await readyToLaunch();
    only(launched.shop.discounts).combinesWith = { order: false, product: false, shipping: false };
    expect(await checkOf(launched)).toMatchObject({
      passed: true,
      combinable: { state: 'warning' },
    });
  });

  it('a store behind a password', async () => {
    const launched = await readyToLaunch({ isLocked: true });
    expect(await checkOf(launched)).toMatchObject({
      passed: true,
      page: { state: 'warning' },
      embed: { state: 'warning' },
    });
  });
});
