import { shownGeneration } from './shown-generation.server.ts';
import type { Statements } from './statements.server.ts';

/**
 * `running`: a generation is being made beside the shown one. `cleaning`: it is shown, and what it replaced is being
 * deleted. `done`.
 */
export type ReplayState = 'running' | 'cleaning' | 'done';

export type Replay = {
  generation: number;
  rulesVersion: number;
  state: ReplayState;
  /** Orders up to this id are in the new generation. */
  lastOrderId: bigint;
  done: number;
  total: number;
};

/** Keeps attribution of the shop waiting until the transaction ends; it holds the same lock, shared. */
export async function lockAttribution(tx: Statements, shopId: number): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(3, ${shopId}::int)`;
}

/** The shop's latest replay, or null. */
export async function findReplay(tx: Statements, shopId: number): Promise<Replay | null> {
  const rows = await tx.$queryRaw<Replay[]>`
    select generation, rules_version as "rulesVersion", state, last_order_id as "lastOrderId", done, total
    from attribution_replay where shop_id = ${shopId}::int`;
  return rows[0] ?? null;
}

/** Begins a new generation by these rules, in place of one that is not done yet. */
export async function beginReplay(
  tx: Statements,
  shopId: number,
  rulesVersion: number,
): Promise<void> {
  await tx.$executeRaw`
    insert into attribution_replay (shop_id, generation, rules_version, state, total)
    select s.id, greatest(s.shown_generation, p.generation) + 1, ${rulesVersion}::int, 'running',
      (select count(*) from attributed_order o where o.shop_id = s.id and o.generation = s.shown_generation)
    from shop s left join attribution_replay p on p.shop_id = s.id where s.id = ${shopId}::int
    on conflict (shop_id) do update set generation = excluded.generation, rules_version = excluded.rules_version,
      state = excluded.state, last_order_id = -1, done = 0, total = excluded.total, requested_at = now(),
      moved_at = now()`;
}

/** The next orders of the shown generation after one, by id. */
export async function ordersToReplay(
  tx: Statements,
  shopId: number,
  after: bigint,
  limit: number,
): Promise<bigint[]> {
  const rows = await tx.$queryRaw<{ orderId: bigint }[]>`
    select order_id as "orderId" from attributed_order
    where shop_id = ${shopId}::int and generation = ${shownGeneration(shopId)} and order_id > ${after}::bigint
    order by order_id limit ${limit}::int`;
  return rows.map(({ orderId }) => orderId);
}

/** Notes how far a replay has come. */
export async function moveReplay(
  tx: Statements,
  shopId: number,
  lastOrderId: bigint,
  count: number,
): Promise<void> {
  await tx.$executeRaw`
    update attribution_replay set last_order_id = ${lastOrderId}::bigint, done = done + ${count}::int, moved_at = now()
    where shop_id = ${shopId}::int and state = 'running'`;
}

/** Shows the finished generation with its rules, from this transaction's end on. */
export async function showReplayed(tx: Statements, shopId: number): Promise<void> {
  await tx.$executeRaw`
    with finished as (
      update attribution_replay set state = 'cleaning', moved_at = now()
      where shop_id = ${shopId}::int and state = 'running' returning generation, rules_version
    )
    update shop s set shown_generation = f.generation, rules_version = f.rules_version
    from finished f where s.id = ${shopId}::int`;
}

/** Deletes up to `limit` rows each of credit and heads that nobody is shown any more. Returns how many. */
export async function deleteOldGenerations(
  tx: Statements,
  shopId: number,
  limit: number,
): Promise<number> {
  const credits = await tx.$executeRaw`
    delete from credit where ctid = any(array(
      select ctid from credit where shop_id = ${shopId}::int and generation < ${shownGeneration(shopId)}
      limit ${limit}::int))`;
  const heads = await tx.$executeRaw`
    delete from attributed_order where ctid = any(array(
      select ctid from attributed_order where shop_id = ${shopId}::int and generation < ${shownGeneration(shopId)}
      limit ${limit}::int))`;
  return credits + heads;
}

export async function endReplay(tx: Statements, shopId: number): Promise<void> {
  await tx.$executeRaw`
    update attribution_replay set state = 'done', moved_at = now()
    where shop_id = ${shopId}::int and state = 'cleaning'`;
}

/** Shops whose replay has not moved since: its job was lost. */
export async function stuckReplays(tx: Statements, since: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ shopId: number }[]>`
    select shop_id as "shopId" from attribution_replay where state <> 'done' and moved_at < ${since}::timestamptz`;
  return rows.map(({ shopId }) => shopId);
}
