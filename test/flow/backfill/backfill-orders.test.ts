import { beforeAll, describe, expect, it } from 'vitest';
import { findBackfill } from '#app/db/backfill-store.server.ts';
import { pool, prisma } from '#app/db/client.server.ts';
import { backfillOrders } from '#app/flow/backfill/backfill-orders.server.ts';
import { repeatBackfill } from '#app/flow/backfill/repeat-backfill.server.ts';
import { backfillView } from '#app/views/backfill-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import type { BulkOperation } from '#test/standin/state/world.ts';
import { localShopify, openShop, world } from '../collaborations/open-shop.ts';
import { engage, knowShop, settle, stateOf, tell, tellings } from '../intake/local-shop.ts';
import { lastMessages, sellOrders, stock } from './busy-shop.ts';
import { drive, request } from './drive-backfill.ts';

freshDatabase();
localShopify();
beforeAll(() => {
  world().clock.speed = 200;
});

const DAY_MS = 86_400_000;

/** The facts and credit of a shop but who told the order last, with the influencers' ids as their order. */
async function factsOf(shopId: number) {
  const state = await stateOf(shopId);
  const ids = new Map<string, number>();
  const text = JSON.stringify(
    { ...state, orders: state.orders.map(({ sourceRank: _, ...rest }) => rest) },
    (key, value) => {
      if (typeof value === 'bigint') return `${value}`;
      if (!/Id$/.test(key) || typeof value !== 'string' || !value.includes('-')) return value;
      if (!ids.has(value)) ids.set(value, ids.size);
      return `id ${ids.get(value)}`;
    },
  );
  return JSON.parse(text) as typeof state;
}

/** Makes the database refuse the n-th change of a backfill and the n-th new order; a refusal counts as well. */
async function breakAt(changes: readonly number[], orders: readonly number[]): Promise<void> {
  await pool().query(`
    create or replace function crash() returns trigger language plpgsql as $$ begin
      if nextval(tg_argv[0]::regclass) = any (tg_argv[1]::bigint[]) then
        raise 'crash at %', tg_table_name;
      end if;
      return new;
    end $$;
    create sequence changes_so_far; create sequence orders_so_far;
    create trigger crash before update on backfill for each row
      execute function crash('changes_so_far', '{${changes.join()}}');
    create trigger crash before insert on "order" for each row
      execute function crash('orders_so_far', '{${orders.join()}}');`);
}

async function mend(): Promise<void> {
  await pool().query(`
    drop trigger crash on backfill; drop trigger crash on "order";
    drop sequence changes_so_far; drop sequence orders_so_far; drop function crash;`);
}

describe('a backfill', () => {
  it('ends in the facts and credit that webhooks make, however often it breaks', async () => {
    const { shopId, shop } = await openShop({ plan: 'plus', taxesIncluded: true });
    stock(world(), shop);
    const orders = sellOrders(world(), shop, 300, Date.now() - 20 * DAY_MS);
    const told = await knowShop(shop);
    for (const id of [shopId, told.id]) {
      await engage(id, 'JANE15');
      await engage(id, 'MAX10', 'Max Muster');
    }
    await tell(told, tellings(lastMessages(world(), shop, orders)));
    await settle(told.id);

    shop.misbehaviour.breakAfterMutation = 1;
    await request(shopId);
    await breakAt([1, 4, 5, 11], [7, 45, 133, 210, 300]);
    const errors = await drive(shopId);
    await mend();
    expect(errors).toHaveLength(10);
    await settle(shopId);

    // The answer to the first call was lost, and so was the note of it after the next: it was adopted.
    expect(shop.bulkOperations.size).toBe(1);
    expect(await factsOf(shopId)).toEqual(await factsOf(told.id));
    expect(await backfillView(shopId)).toMatchObject({
      state: 'done',
      percentage: 100,
      ordersTotal: 300,
      ordersSeen: 300,
      ordersApplied: 300,
      ordersRefused: 0,
      error: null,
    });
    const jobs = await pool().query(
      "select 1 from graphile_worker.jobs where task_identifier = 'reconcile-orders' and key like $1",
      [`%:${shopId}`],
    );
    expect(jobs.rowCount).toBe(1);

    // Once more, over what is there: nothing is doubled.
    const before = await factsOf(shopId);
    await repeatBackfill(shopId);
    expect(await drive(shopId)).toEqual([]);
    await settle(shopId);
    expect(await factsOf(shopId)).toEqual(before);
  }, 120_000);

  it('waits where Shopify is busy, away or at its limit', async () => {
    const { shopId, shop } = await openShop();
    stock(world(), shop);
    sellOrders(world(), shop, 5, Date.now() - 3 * DAY_MS);
    for (let n = 0; n < 5; n += 1) shop.bulkOperations.set(BigInt(n), runningOperation(BigInt(n)));
    await request(shopId);
    await backfillOrders(shopId);
    expect(await backfillView(shopId)).toMatchObject({ state: 'requested', percentage: null });
    shop.bulkOperations.clear();

    shop.misbehaviour.throttle = 3;
    expect(await drive(shopId)).toEqual([]);
    expect(await backfillView(shopId)).toMatchObject({ state: 'done', ordersApplied: 5 });
  });

  it('fetches sixty days, and the rest once the merchant allows it', async () => {
    const { shopId, shop } = await openShop();
    stock(world(), shop);
    const [old, recent] = [100, 3].map(
      (days) => sellOrders(world(), shop, 1, Date.now() - days * DAY_MS)[0]?.id,
    );
    await request(shopId);
    await drive(shopId);
    const known = async () =>
      (await stateOf(shopId)).orders.map(({ orderId }) => orderId).sort((a, b) => (a < b ? -1 : 1));
    expect(await known()).toEqual([recent]);
    // Nothing more is asked for while nothing has changed.
    await request(shopId);
    expect(await backfillView(shopId)).toMatchObject({ state: 'done' });

    shop.installation?.scopes.add('read_all_orders');
    await prisma().shop.update({
      where: { id: shopId },
      data: { scopes: 'read_orders,read_all_orders' },
    });
    await request(shopId);
    await drive(shopId);
    expect(await known()).toEqual([old, recent].sort());
    expect(await backfillView(shopId)).toMatchObject({ since: null, ordersApplied: 2 });
  });

  it('ends at once in a shop without orders', async () => {
    const { shopId } = await openShop();
    await request(shopId);
    expect(await drive(shopId)).toEqual([]);
    expect(await backfillView(shopId)).toMatchObject({ state: 'done', percentage: 100 });
  });

  it('asks for a new address when that of the file has ended', async () => {
    const { shopId, shop } = await openShop();
    stock(world(), shop);
    sellOrders(world(), shop, 5, Date.now() - 3 * DAY_MS);
    await request(shopId);
    let state: string | undefined;
    while (state !== 'downloading') {
      await backfillOrders(shopId);
      state = (await findBackfill(prisma(), shopId))?.state;
    }
    const ended = `${world().origin}/__bulk/${shop.domain}/1.jsonl`;
    await prisma().backfill.update({ where: { shopId }, data: { url: ended } });
    expect(await drive(shopId)).toEqual([]);
    expect(await backfillView(shopId)).toMatchObject({ state: 'done', ordersApplied: 5 });
    expect(shop.bulkOperations.size).toBe(1);
  });

  it('begins again where Shopify broke off, and says why it gave up', async () => {
    const { shopId, shop } = await openShop();
    stock(world(), shop);
    sellOrders(world(), shop, 5, Date.now() - 3 * DAY_MS);
    await request(shopId);
    await backfillOrders(shopId);
    for (const operation of shop.bulkOperations.values()) operation.status = 'CANCELED';
    expect(await drive(shopId)).toEqual([]);
    expect(shop.bulkOperations.size).toBe(2);
    expect(await backfillView(shopId)).toMatchObject({ state: 'done', ordersApplied: 5 });

    shop.installation?.scopes.delete('read_orders');
    await repeatBackfill(shopId);
    expect(await drive(shopId)).toEqual([]);
    expect(await backfillView(shopId)).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/may not read|access/i),
    });
    // The next token may be a better one.
    shop.installation?.scopes.add('read_orders');
    await request(shopId);
    await drive(shopId);
    expect(await backfillView(shopId)).toMatchObject({ state: 'done' });
  });
});

function runningOperation(id: bigint): BulkOperation {
  return {
    id,
    status: 'RUNNING',
    query: '{ products { nodes { id } } }',
    createdAt: Date.now(),
    completedAt: null,
    objectCount: 0,
    jsonl: null,
    errorCode: null,
  };
}
