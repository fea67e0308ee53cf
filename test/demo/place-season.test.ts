import { beforeAll, describe, expect, it } from 'vitest';
import { truthOf } from '#test/standin/control/shop-truth.ts';
import { placeSeason } from './place-season.ts';
import { COLLABORATIONS } from './plan/collaborations.ts';
import { truthOfSeason } from './season/season-truth.ts';
import { shopCredit } from './shop-credit.ts';
import { type SmallWorld, smallWorld } from './small-world.ts';
import { retellings } from './tell-season.ts';

let small: SmallWorld;

beforeAll(async () => {
  small = await smallWorld(60, 400);
});

describe('a season in a shop', () => {
  it('is there order by order, with what was done to it', () => {
    const { shop, season } = small;
    const orders = [...shop.orders.values()];
    expect(orders).toHaveLength(season.orders.length);
    expect(orders.filter(({ test }) => test)).toHaveLength(
      season.orders.filter(({ test }) => test).length,
    );
    expect(orders.some(({ cancelledAt }) => cancelledAt !== null)).toBe(true);
    expect(orders.some(({ edited }) => edited)).toBe(true);
    expect(new Set(orders.map(({ presentmentCurrency }) => presentmentCurrency)).size).toBe(3);
    expect(truthOf(shop).orders.every(({ netSalesMinor }) => netSalesMinor >= 0)).toBe(true);
  });

  it('is credited in the shop’s books to whom its evidence names, which is nearly the truth', () => {
    const { shop, season, addresses } = small;
    const credit = shopCredit(shop, [...addresses.values()]);
    const sum = [...credit.byInfluencer.values()].reduce((all, one) => all + one.revenueMinor, 0n);
    expect(sum).toBe(credit.revenueMinor);
    const truth = truthOfSeason(season, COLLABORATIONS);
    const leaked = [...truth.leaked.values()].reduce((all, one) => all + one, 0);
    const seen = truth.drivenBy.size - truth.unseen + leaked;
    // Cancelled and fully refunded orders bring nothing.
    expect(credit.orders).toBeLessThanOrEqual(seen);
    expect(credit.orders).toBeGreaterThan(seen * 0.85);
  });

  it('goes on where it stopped, and ends in as many orders', async () => {
    const { world, shop, season, addresses } = small;
    const before = shop.orders.size;
    const at = { done: 0, orders: new Map<number, bigint>() };
    const untold = new Set<bigint>();
    let left = 3;
    const stopping = () => {
      left -= 1;
      return left > 0;
    };
    await placeSeason(world, shop, season, addresses, { at, untold, going: stopping });
    expect(at.done).toBeGreaterThan(0);
    expect(shop.orders.size).toBeLessThan(before + season.orders.length);
    await placeSeason(world, shop, season, addresses, { at, untold, going: () => true });
    expect(shop.orders.size).toBe(before + season.orders.length);
    expect(untold.size).toBe(season.orders.length);
    const refunds = [...shop.orders.values()].filter(
      ({ id, refunds }) => untold.has(id) && refunds.length > 0,
    );
    const retold = retellings(world, shop, untold).flatMap(({ messages }) => messages);
    expect(retold.filter(({ topic }) => topic === 'orders/create')).toHaveLength(untold.size);
    expect(retold.filter(({ topic }) => topic === 'refunds/create').length).toBeGreaterThanOrEqual(
      refunds.length,
    );
  });
});
