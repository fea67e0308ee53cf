import { beforeAll, describe, expect, it } from 'vitest';
import { sendCompliance } from '#test/standin/control/shop-actions.ts';
import { installApp, uninstallApp } from '#test/standin/identity/installation.ts';
import type { Order } from '#test/standin/state/world.ts';
import { courierOf } from '#test/standin/webhooks/courier.ts';
import { eventually } from './eventually.ts';
import { openHouse } from './open-house.ts';
import { decimal, type ShopStory } from './shop-story.ts';
import { shopRow, tablesWith, taken } from './what-is-stored.ts';

const open = openHouse();

describe('a shop that leaves and comes back', () => {
  let glowy: ShopStory;
  let before: Record<string, string>;
  let late: Order;
  const deadTokens: string[] = [];

  beforeAll(async () => {
    glowy = await open.openShop({ handle: 'glowy' });
    await glowy.work.startOne();
    glowy.sell({ codes: ['JANE15'] });
    glowy.sell({ codes: ['JANE15'], email: 'bo@example.com' });
    await glowy.settled();
    before = await glowy.figures();
    deadTokens.push(...(glowy.shop.installation?.tokens.keys() ?? []));
    // Sold a moment before; its webhooks come in after the app has gone.
    glowy.shop.misbehaviour.delayMs = 400;
    late = glowy.sell({ codes: ['JANE15'], email: 'cy@example.com' });
    glowy.shop.misbehaviour.delayMs = 0;
    uninstallApp(glowy.world, glowy.shop);
    await taken(open, glowy);
  });

  it('is known to have left, and its tokens are forgotten', async () => {
    expect((await shopRow(open, glowy))?.uninstalled_at).not.toBeNull();
    expect(
      await open.stored('select id from session where shop = $1', [glowy.shop.domain]),
    ).toEqual([]);
    for (const token of deadTokens) expect(await tablesWith(open, token)).toEqual([]);
  });

  it('loses nothing that arrives after it left', async () => {
    const rows = await open.stored('select name from "order" where order_id = $1', [late.id]);
    expect(rows).toEqual([{ name: late.name }]);
  });

  it('finds everything as it was when it comes back, with what came in meanwhile', async () => {
    installApp(glowy.world, glowy.shop);
    await glowy.openApp();
    expect((await shopRow(open, glowy))?.uninstalled_at).toBeNull();
    await glowy.settled();
    expect(await glowy.figures()).toMatchObject({
      revenue: decimal(Math.round(Number(before.revenue) * 100) + glowy.truth(late)),
      orders: '3',
    });
  });

  it('can go on: sales are credited, new codes are made', async () => {
    const sold = glowy.sell({ codes: ['JANE15'], email: 'di@example.com' });
    await glowy.settled();
    const { decisions } = await glowy.order(sold);
    expect(decisions[0]?.shares[0]?.to).toBe('Jane Doe');
    const { codes } = await glowy.work.startOne({
      influencer: { name: 'Sue Moe', platforms: [] },
      campaign: { name: 'After' },
    });
    expect(codes[0]?.code).toBe('SUE15');
  });

  it('stays when the news that it left comes only after it has come back', async () => {
    glowy.shop.misbehaviour.delayMs = 1_500;
    uninstallApp(glowy.world, glowy.shop);
    glowy.shop.misbehaviour.delayMs = 0;
    installApp(glowy.world, glowy.shop);
    await glowy.openApp();
    await taken(open, glowy);
    await glowy.openApp();
    const { codes } = await glowy.work.startOne({
      influencer: { name: 'Ada Coe', platforms: [] },
      campaign: { name: 'Still here' },
    });
    expect(codes[0]?.code).toBe('ADA15');
    expect((await shopRow(open, glowy))?.uninstalled_at).toBeNull();
  });
});

describe('a shop that is to be forgotten', () => {
  it('leaves nothing behind after shop/redact, and its neighbour everything', async () => {
    const neighbour = await open.openShop({ handle: 'neighbour' });
    await neighbour.work.startOne();
    neighbour.sell({ codes: ['JANE15'], email: 'stay@neighbour.example' });
    await neighbour.settled();
    const figures = await neighbour.figures();

    const story = await open.openShop({ handle: 'farewell', email: 'owner@farewell.example' });
    const { influencer } = await story.work.startOne({
      influencer: { name: 'Jane Doe', email: 'jane@farewell.example' },
    });
    story.sell({ codes: ['JANE15'], email: 'buyer@farewell.example' });
    await story.settled();
    const id = (await shopRow(open, story))?.id;
    uninstallApp(story.world, story.shop);
    await taken(open, story);
    sendCompliance(story.world, story.shop, 'shop/redact');
    await courierOf(story.world).settled();
    await eventually(
      () => shopRow(open, story),
      (row) => row === undefined,
      { what: 'the shop to be erased' },
    );

    expect(await tablesWith(open, 'farewell')).toEqual([]);
    expect(await tablesWith(open, influencer.id)).toEqual([]);
    const tables = await open.stored<{ place: string }>(
      `select format('%I', table_name) as place from information_schema.columns
       where table_schema = 'public' and column_name = 'shop_id'`,
    );
    for (const { place } of tables) {
      const rows = await open.stored(`select 1 from ${place} where shop_id = $1`, [id]);
      expect(`${place} ${rows.length}`).toBe(`${place} 0`);
    }
    expect(await neighbour.figures()).toEqual(figures);
  });

  it('is not erased when it has the app again by then', async () => {
    const story = await open.openShop({ handle: 'returned' });
    await story.work.startOne();
    uninstallApp(story.world, story.shop);
    await taken(open, story);
    story.shop.misbehaviour.delayMs = 1_000;
    sendCompliance(story.world, story.shop, 'shop/redact');
    installApp(story.world, story.shop);
    await story.openApp();
    await courierOf(story.world).settled();
    await eventually(
      () => story.inbox(),
      ({ parked }) => parked.length > 0,
      { what: 'the refusal' },
    );
    const { collaborations } = await story.work.campaign(
      (await story.work.campaigns())[0]?.id ?? '',
    );
    expect(collaborations).toHaveLength(1);
  });
});
