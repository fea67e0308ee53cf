import { beforeAll, describe, expect, it } from 'vitest';
import { findBackfill } from '#app/db/backfill-store.server.ts';
import { inTransaction, pool, prisma } from '#app/db/client.server.ts';
import { getShop } from '#app/db/shop-store.server.ts';
import { backfillOrders } from '#app/flow/backfill/backfill-orders.server.ts';
import { repeatBackfill } from '#app/flow/backfill/repeat-backfill.server.ts';
import { requestBackfill } from '#app/queue/request-backfill.server.ts';
import { backfillView } from '#app/views/backfill-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { localShopify, openShop, world } from '../collaborations/open-shop.ts';
import { engage, knowShop, settle, stateOf, tell, tellings } from '../intake/local-shop.ts';
import { lastMessages, sellOrders, stock } from './busy-shop.ts';

freshDatabase();
localShopify();
beforeAll(() => {
  world().clock.speed = 200;
});

const DAY_MS = 86_400_000;

async function request(shopId: number): Promise<void> {
  await inTransaction(async (tx) => requestBackfill(tx, await getShop(tx, shopId), new Date()));
}

/** Takes steps until there are none, as the worker would; one that breaks is taken again. Returns the errors. */
async function drive(shopId: number): Promise<string[]> {
  const errors: string[] = [];
  for (let step = 0; step < 300; step += 1) {
    await backfillOrders(shopId).catch((error: unknown) => errors.push(String(error)));
    const row = await findBackfill(prisma(), shopId);
    if (!row || row.state === 'done' || row.state === 'failed') return errors;
    if (row.state === 'running') await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`the backfill did not end: ${errors.at(-1)}`);
}

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
});
