import { describe, expect, it } from 'vitest';
import { checkCollaborations } from '#app/flow/collaborations/check-collaborations.server.ts';
import { provisionCollaboration } from '#app/flow/collaborations/provision-collaboration.server.ts';
import { repairCollaboration } from '#app/flow/collaborations/repair-collaboration.server.ts';
import { setCollaborationStatus } from '#app/flow/collaborations/set-collaboration-status.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import type { Shop } from '#test/standin/state/world.ts';
import {
  ALL_LIVE,
  codesIn,
  localShopify,
  openShop,
  read,
  start,
  startAndProvision,
  TEN_PERCENT,
  world,
} from './open-shop.ts';

freshDatabase();
localShopify();

const END = new Date('2030-01-01T00:00:00Z');

async function running(name = 'Jane Doe') {
  const { shopId, shop } = await openShop();
  const id = await startAndProvision(shopId, name, { offer: { ...TEN_PERCENT, endsAt: END } });
  return { shopId, shop, id };
}

function only<T>(things: Map<bigint, T>): T {
  const [thing] = things.values();
  if (!thing || things.size !== 1) throw new Error(`${things.size} instead of one`);
  return thing;
}

async function repair(shopId: number, id: string) {
  expect(await repairCollaboration(shopId, id)).toEqual({ repairing: true });
  await provisionCollaboration(shopId, id);
}

describe('pausing, resuming and ending', () => {
  it('switches code and page, and gives the code its own end back', async () => {
    const { shopId, shop, id } = await running();
    await setCollaborationStatus(shopId, id, 'paused');
    await provisionCollaboration(shopId, id);
    const paused = { discount: 'off', page: 'off', redirect: 'live' };
    expect(await read(shopId, id)).toMatchObject({ status: 'paused', states: paused });
    expect(only(shop.discounts)).toMatchObject({ active: false });
    expect(only(shop.pages).published).toBe(false);

    await setCollaborationStatus(shopId, id, 'active');
    expect((await read(shopId, id)).status).toBe('provisioning');
    await provisionCollaboration(shopId, id);
    expect(await read(shopId, id)).toMatchObject({ status: 'active', states: ALL_LIVE });
    expect(only(shop.discounts)).toMatchObject({ active: true, endsAt: END.getTime() });
    expect(only(shop.pages).published).toBe(true);

    await setCollaborationStatus(shopId, id, 'ended');
    await provisionCollaboration(shopId, id);
    const ended = await read(shopId, id);
    expect(ended).toMatchObject({ status: 'ended', states: paused, code: 'JANE10' });
    expect(only(shop.discounts).active).toBe(false);
  });

  it('gives the end back also when the connection broke between the two steps', async () => {
    const { shopId, shop, id } = await running();
    await setCollaborationStatus(shopId, id, 'paused');
    await provisionCollaboration(shopId, id);
    await setCollaborationStatus(shopId, id, 'active');
    shop.misbehaviour.breakAfterMutation = 1;
    await expect(provisionCollaboration(shopId, id)).rejects.toThrow(/could not be reached/);
    await provisionCollaboration(shopId, id);
    expect(only(shop.discounts)).toMatchObject({ active: true, endsAt: END.getTime() });
  });

  it('makes nothing for a collaboration that was paused before its turn came', async () => {
    const { shopId, shop } = await openShop();
    const id = await start(shopId, 'Jane Doe');
    await setCollaborationStatus(shopId, id, 'paused');
    await provisionCollaboration(shopId, id);
    expect([shop.discounts.size, shop.pages.size, shop.redirects.size]).toEqual([0, 0, 0]);
    await setCollaborationStatus(shopId, id, 'active');
    await provisionCollaboration(shopId, id);
    expect(await read(shopId, id)).toMatchObject({ status: 'active', states: ALL_LIVE });
  });
});

describe('what was changed in Shopify by hand', () => {
  const damage: [string, (shop: Shop) => void, object][] = [
    ['a deleted code', (shop) => shop.discounts.clear(), { discount: 'missing' }],
    ['a deleted page', (shop) => shop.pages.clear(), { page: 'missing' }],
    ['a deleted redirect', (shop) => shop.redirects.clear(), { redirect: 'missing' }],
    [
      'a switched-off code',
      (shop) => Object.assign(only(shop.discounts), { active: false, endsAt: Date.now() - 1000 }),
      { discount: 'off' },
    ],
    [
      'a hidden page',
      (shop) => Object.assign(only(shop.pages), { published: false }),
      { page: 'off' },
    ],
  ];

  it.each(damage)('is noticed and repaired under the same name: %s', async (_, break_, seen) => {
    const { shopId, shop, id } = await running();
    expect(await checkCollaborations(shopId)).toEqual({ changed: 0 });
    break_(shop);
    expect(await checkCollaborations(shopId)).toEqual({ changed: 1 });
    expect(await read(shopId, id)).toMatchObject({
      status: 'active',
      states: { ...ALL_LIVE, ...seen },
    });
    await repair(shopId, id);
    expect(await read(shopId, id)).toMatchObject({
      status: 'active',
      states: ALL_LIVE,
      code: 'JANE10',
      handle: 'jane-doe',
    });
    expect([shop.discounts.size, shop.pages.size, shop.redirects.size]).toEqual([1, 1, 1]);
    expect(codesIn(shop)).toEqual(['JANE10']);
    expect(await repairCollaboration(shopId, id)).toEqual({ repairing: false });
  });

  it('is seen as right again when the merchant undoes it', async () => {
    const { shopId, shop, id } = await running();
    only(shop.pages).published = false;
    await checkCollaborations(shopId);
    only(shop.pages).published = true;
    expect(await checkCollaborations(shopId)).toEqual({ changed: 1 });
    expect((await read(shopId, id)).states).toEqual(ALL_LIVE);
  });

  it('leaves an offer alone that has run out', async () => {
    const { shopId, shop } = await openShop();
    const startsAt = new Date(Date.now() - 10_000);
    const endsAt = new Date(Date.now() - 5_000);
    const id = await startAndProvision(shopId, 'Jane Doe', {
      offer: { ...TEN_PERCENT, startsAt, endsAt },
    });
    expect(await checkCollaborations(shopId)).toEqual({ changed: 0 });
    expect((await read(shopId, id)).states).toEqual(ALL_LIVE);
    expect(only(shop.discounts).endsAt).toBe(endsAt.getTime());
  });

  it('takes a code as hers that the merchant made again by hand', async () => {
    const { shopId, shop, id } = await running();
    const own = only(shop.discounts);
    shop.discounts.clear();
    const made = { ...own, id: world().nextId(), tags: [], createdBy: 'merchant' as const };
    shop.discounts.set(made.id, made);
    await checkCollaborations(shopId);
    await repair(shopId, id);
    const { plan, status } = await read(shopId, id);
    expect(plan.codes).toMatchObject([{ code: 'JANE10', adopted: true }]);
    expect([status, shop.discounts.size]).toEqual(['active', 1]);
    await setCollaborationStatus(shopId, id, 'paused');
    await provisionCollaboration(shopId, id);
    expect(only(shop.discounts).active).toBe(true);
  });

  it('reports a foreign redirect at her address, and leaves it', async () => {
    const { shopId, shop, id } = await running();
    only(shop.redirects).target = '/pages/somewhere';
    const [redirect] = shop.redirects.values();
    shop.redirects.clear();
    const foreign = { id: world().nextId(), path: redirect?.path ?? '', target: '/pages/other' };
    shop.redirects.set(foreign.id, foreign);
    await checkCollaborations(shopId);
    await repair(shopId, id);
    const { status, states, errors } = await read(shopId, id);
    expect([status, states.redirect]).toEqual(['provisioning', 'failed']);
    expect(errors[0]).toMatch(/Another redirect/);
    shop.redirects.clear();
    await repair(shopId, id);
    expect((await read(shopId, id)).status).toBe('active');
  });
});
