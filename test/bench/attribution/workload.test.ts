import { describe, expect, it } from 'vitest';
import {
  CURRENCIES,
  makeWorkload,
  netOf,
  OTHER_CHANNELS,
  WORKLOAD_ENDS,
  type Workload,
} from './workload.ts';

const size = { orders: 2_000, influencers: 200, seed: 4 };
const world = makeWorkload(size);

const lengthsOf = ({ offsets }: Workload) =>
  Array.from(offsets.subarray(1), (end, journey) => end - (offsets[journey] ?? 0));
const shareOf = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0) / flags.length;

describe('the workload', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(makeWorkload(size)).toEqual(world);
    expect(makeWorkload({ ...size, seed: 5 }).steps.slice(0, 100)).not.toEqual(
      world.steps.slice(0, 100),
    );
  });

  it('has nine journeys that do not convert for each that does', () => {
    expect(world.offsets).toHaveLength(20_000 + 1);
    expect(world.orderedAt).toHaveLength(2_000);
  });

  it('has journeys of 1 to 20 contacts, 3.3 in the mean, as geometric ones have', () => {
    const lengths = lengthsOf(world);
    expect(Math.min(...lengths)).toBe(1);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(20);
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    expect(mean).toBeGreaterThan(3.2);
    expect(mean).toBeLessThan(3.4);
    const single = lengths.filter((length) => length === 1).length / lengths.length;
    expect(single).toBeCloseTo(1 / 3.3, 1);
  });

  it('has 8 % refunds, 15 % codes and all five currencies alike', () => {
    expect(Math.abs(shareOf(world.refunded) - 0.08)).toBeLessThan(0.02);
    expect(Math.abs(shareOf(world.coded) - 0.15)).toBeLessThan(0.025);
    for (const place of CURRENCIES.keys()) {
      const orders = world.currencies.filter((currency) => currency === place).length;
      expect(Math.abs(orders / 2_000 - 0.2)).toBeLessThan(0.04);
    }
  });

  it('meets all sources: twelve channels, or eleven and 200 influencers', () => {
    const channels = makeWorkload({ ...size, influencers: 0 });
    expect(channels.sources).toHaveLength(12);
    expect(new Set(channels.steps).size).toBe(12);
    expect(world.sources).toHaveLength(OTHER_CHANNELS.length + 200);
    expect(new Set(world.steps).size).toBe(world.sources.length);
  });

  it('lets contacts follow one another, the last before the order, all within 30 days of it', () => {
    for (let order = 0; order < world.orders; order += 1) {
      const at = world.orderedAt[order] ?? 0;
      const [from, to] = [world.offsets[order] ?? 0, world.offsets[order + 1] ?? 0];
      const journey = [...world.instants.subarray(from, to)];
      expect(journey).toEqual(journey.toSorted((one, other) => one - other));
      expect(journey.at(-1)).toBeLessThanOrEqual(at);
      expect(journey[0]).toBeGreaterThan(at - 30 * 86_400_000);
      expect(at).toBeLessThan(WORKLOAD_ENDS.getTime());
    }
  });

  it('takes one unit of a line off the net of a refunded order', () => {
    const refunded = world.refunded.indexOf(1);
    const [first, second] = [world.firstPrices[refunded] ?? 0, world.secondPrices[refunded] ?? 0];
    expect(netOf(world, refunded)).toBe(first + second);
    const kept = world.refunded.indexOf(0);
    expect(netOf(world, kept)).toBe(
      2 * (world.firstPrices[kept] ?? 0) + (world.secondPrices[kept] ?? 0),
    );
  });
});
