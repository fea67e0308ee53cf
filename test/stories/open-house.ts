import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { dropDatabase, recreateDatabase, TEMPLATE } from '#test/database/databases.ts';
import { type House, startHouse } from '#test/house/start-house.ts';
import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import { installApp } from '#test/standin/identity/installation.ts';
import { createShop } from '#test/standin/state/create-shop.ts';
import type { Shop, World } from '#test/standin/state/world.ts';
import { ShopStory } from './shop-story.ts';

export type OpenHouse = {
  house(): House;
  world(): World;
  /** A stocked shop in which the app was installed and opened once. */
  openShop(options?: { handle?: string } & Partial<Shop>): Promise<ShopStory>;
  /** What the app has stored; only for what a story has to say about storage itself. */
  stored<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
};

/**
 * Gives a story file a running house on a database of its own: the local Shopify in this process, the app's
 * production build in another. Call it once, at the top level.
 */
export function openHouse(
  options: Pick<Parameters<typeof startHouse>[0], 'openWorld'> = {},
): OpenHouse {
  const name = `story_${randomBytes(6).toString('hex')}`;
  let running: House | undefined;
  const house = () => {
    if (!running) throw new Error('the house is not open yet');
    return running;
  };
  beforeAll(async () => {
    const databaseUrl = await recreateDatabase(inject('databaseServer'), name, TEMPLATE);
    running = await startHouse({ ...options, databaseUrl });
  });
  afterAll(async () => {
    await running?.stop();
    await dropDatabase(inject('databaseServer'), name);
  });
  return {
    house,
    world: () => house().world,
    async stored<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) {
      const client = new pg.Client({ connectionString: house().databaseUrl });
      await client.connect();
      try {
        return (await client.query<Row>(sql, values)).rows;
      } finally {
        await client.end();
      }
    },
    async openShop({ handle = 'glowy', ...given } = {}) {
      const { world } = house();
      const shop = createShop(world, { handle, ...given });
      stockCatalogue(world, shop);
      installApp(world, shop);
      const story = new ShopStory(house(), shop);
      await story.openApp();
      return story;
    },
  };
}
