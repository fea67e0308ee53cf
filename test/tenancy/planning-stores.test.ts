import { v7 as newId } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { inTransaction, pool, prisma } from '#app/db/client.server.ts';
import { ensureShop } from '#app/db/shop-store.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { CAPTURE_CALLS, plantCapture } from './capture-store-calls.ts';
import { ENGINE_CALLS, plantEngine } from './engine-store-calls.ts';
import { JOURNEY_CALLS, plantJourneys } from './journey-store-calls.ts';
import { LAUNCH_CALLS, plantLaunch } from './launch-store-calls.ts';
import { PIXEL_CALLS, plantVisits } from './pixel-store-calls.ts';
import { plantQuality, QUALITY_CALLS } from './quality-store-calls.ts';
import { plantStitched, STITCH_CALLS } from './stitch-store-calls.ts';
import { CALLS, type Keys, plant } from './store-calls.ts';

freshDatabase();

const ALL_CALLS = {
  ...CALLS,
  ...CAPTURE_CALLS,
  ...LAUNCH_CALLS,
  ...JOURNEY_CALLS,
  ...PIXEL_CALLS,
  ...QUALITY_CALLS,
  ...STITCH_CALLS,
  ...ENGINE_CALLS,
};

const cases = Object.entries(ALL_CALLS).flatMap(([store, { calls }]) =>
  Object.entries(calls).map(([name, call]) => ({ store, name, call })),
);

function newKeys(): Keys {
  return {
    influencerId: newId(),
    campaignId: newId(),
    collaborationId: newId(),
    costId: newId(),
  };
}

/** Every row of a shop in every table. */
async function everythingOf(shopId: number): Promise<unknown> {
  const tables = await pool().query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where column_name = 'shop_id' and table_schema = 'public' order by 1`,
  );
  const found: Record<string, unknown> = {};
  for (const { name } of tables.rows) {
    const { rows } = await pool().query(
      `select to_jsonb(t) as row from "${name}" t where shop_id = $1 order by 1`,
      [shopId],
    );
    found[name] = rows;
  }
  return found;
}

function size(value: unknown): number {
  if (value instanceof Set) return value.size;
  if (Array.isArray(value)) return value.length;
  return value ? 1 : 0;
}

let empty: number;
let full: number;
let twin: number;
let shared: Keys;

beforeAll(async () => {
  const shops = ['empty', 'full', 'twin'].map((name) => ensureShop(prisma(), `${name}.example`));
  [empty = 0, full = 0, twin = 0] = await Promise.all(shops);
  shared = newKeys();
  for (const shopId of [full, twin]) {
    await inTransaction((tx) => plant(tx, shopId, shared));
    await inTransaction((tx) => plantCapture(tx, shopId, shared));
    await inTransaction((tx) => plantStitched(tx, shopId));
    await inTransaction((tx) => plantEngine(tx, shopId));
    await inTransaction((tx) => plantLaunch(tx, shopId, shared));
    await inTransaction((tx) => plantQuality(tx, shopId));
    await inTransaction((tx) => plantJourneys(tx, shopId));
    await inTransaction((tx) => plantVisits(tx, shopId));
  }
});

describe('every function of the planning stores', () => {
  it.each(Object.entries(ALL_CALLS))('is tried: %s', (_, { module, calls }) => {
    // Mappers see no database.
    const functions = Object.entries(module).filter(
      ([name, value]) => typeof value === 'function' && !name.endsWith('FromRow'),
    );
    expect(functions.map(([name]) => name).sort()).toEqual(Object.keys(calls).sort());
  });

  it.each(cases)(
    'reads and changes nothing with another shop’s keys: $store $name',
    async (one) => {
      const before = [await everythingOf(full), await everythingOf(empty)];
      // What cannot be written for want of the other shop's rows fails, which is as good.
      const result = await inTransaction((tx) => one.call(tx, empty, shared)).catch(
        () => undefined,
      );
      // Locking tells how many rows PostgreSQL counted, not what it found.
      if (one.name !== 'lockCollaboration') expect(size(result)).toBe(0);
      expect([await everythingOf(full), await everythingOf(empty)]).toEqual(before);
    },
  );

  it.each(cases)('leaves a shop with the very same ids alone: $store $name', async (one) => {
    const before = await everythingOf(twin);
    await inTransaction((tx) => one.call(tx, full, shared)).catch(() => undefined);
    expect(await everythingOf(twin)).toEqual(before);
  });
});
