import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storefrontState } from '#test/standin/storefront/browser-state.ts';
import { SHOP_DOMAIN } from './living-shop.ts';
import { REGISTRATION, type SmallWorld, smallWorld } from './small-world.ts';
import { openWorld, readWorldFile, savedWorld, writeWorldFile } from './world-file.ts';

let small: SmallWorld;
const folder = mkdtempSync(path.join(os.tmpdir(), 'world-file-'));
const file = path.join(folder, 'below', 'world');

beforeAll(async () => {
  small = await smallWorld(20, 60);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a saved world', () => {
  it('comes back as it was, shop, visitors and progress', () => {
    const { world, shop } = small;
    world.progress.season = { now: 5, done: 3, orders: new Map([[1, 2n]]) };
    writeWorldFile(file, savedWorld(world, true));
    const back = openWorld(REGISTRATION, readWorldFile(file));
    expect(back.shops).toEqual(world.shops);
    expect(back.progress).toEqual(world.progress);
    const restored = back.shops.get(SHOP_DOMAIN);
    expect(restored && storefrontState(restored)).toEqual(storefrontState(shop));
    expect(restored?.orders.size).toBeGreaterThan(50);
    expect(back.nextId()).toBe(world.lastId() + 1n);
  });

  it('keeps one thing one thing', () => {
    const { world, shop } = small;
    const [order] = shop.orders.values();
    const cart = { token: 'c', items: [], attributes: new Map([['a', 'b']]), note: null };
    storefrontState(shop).carts.set('c', cart);
    storefrontState(shop).checkouts.set('t', {
      token: 't',
      cart,
      browser: { id: 'b', session: null, visits: [] },
      codes: [],
      currency: 'USD',
      order: order ?? null,
    });
    const back = openWorld(REGISTRATION, savedWorld(world, true));
    const restored = back.shops.get(SHOP_DOMAIN);
    if (!restored) throw new Error('the shop is gone');
    const { carts, checkouts } = storefrontState(restored);
    expect(checkouts.get('t')?.cart).toBe(carts.get('c'));
    expect(checkouts.get('t')?.order).toBe(restored.orders.get(order?.id ?? 0n));
  });

  it('keeps the webhooks that are on their way, and no others', () => {
    const { world, shop } = small;
    const delivery = { webhookId: 'w', eventId: 'e', topic: 't', uri: 'u', triggeredAt: 1 };
    const body = Buffer.from('{"id":9107199254741002}');
    shop.deliveries = [
      { ...delivery, body, attempts: [], state: 'waiting' },
      { ...delivery, body, attempts: [], state: 'delivered' },
    ];
    const back = openWorld(REGISTRATION, savedWorld(world, true)).shops.get(SHOP_DOMAIN);
    expect(back?.deliveries.map(({ state }) => state)).toEqual(['waiting']);
    expect(back?.deliveries[0]?.body.equals(body)).toBe(true);
    expect(shop.deliveries).toHaveLength(2);
  });

  it('gives out no number twice after a breakdown', () => {
    const { world, shop } = small;
    const bytes = savedWorld(world, false);
    const later = Array.from({ length: 500 }, () => world.nextId());
    const back = openWorld(REGISTRATION, bytes);
    expect(back.wasClosed).toBe(false);
    expect(back.nextId()).toBeGreaterThan(later.at(-1) ?? 0n);
    expect(back.shops.get(SHOP_DOMAIN)?.nextOrderNumber).toBeGreaterThan(shop.nextOrderNumber);
  });

  it('says what to do when it cannot be read', () => {
    writeFileSync(file, savedWorld(small.world, true).subarray(0, 5_000));
    expect(() => openWorld(REGISTRATION, readWorldFile(file))).toThrow(/--fresh/);
    expect(readWorldFile(path.join(folder, 'nothing'))).toBeNull();
  });
});
