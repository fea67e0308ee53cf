import type { Tx } from './client.server.ts';
import type { Statements } from './statements.server.ts';

/** A message that intake is about to read. */
export type WaitingMessage = {
  webhookId: string;
  topic: string;
  triggeredAt: Date | null;
  receivedAt: Date;
  body: Uint8Array | null;
  attempts: number;
};

/** The next messages to read, in order of arrival; those that are to rest still are left out. */
export async function nextMessages(
  tx: Statements,
  shopId: number,
  now: Date,
  limit: number,
): Promise<WaitingMessage[]> {
  const rows = await tx.$queryRaw<WaitingMessage[]>`
    select webhook_id as "webhookId", topic, triggered_at as "triggeredAt", received_at as "receivedAt",
      body, attempts
    from inbox_message
    where shop_id = ${shopId}::int and status = 'pending' and (not_before is null or not_before <= ${now}::timestamptz)
    order by seq limit ${limit}::int`;
  return rows;
}

/** When the next resting message may be tried again; null when none rests. */
export async function nextRest(tx: Statements, shopId: number): Promise<Date | null> {
  const rows = await tx.$queryRaw<{ at: Date | null }[]>`
    select min(not_before) as at from inbox_message where shop_id = ${shopId}::int and status = 'pending'`;
  return rows[0]?.at ?? null;
}

/**
 * A message was read. Says false when it was no longer pending: somebody else read it.
 * (The status is compared as text, so that the message is found by its key and not among all that wait.)
 */
export async function markDone(
  tx: Statements,
  shopId: number,
  webhookId: string,
  orderId: bigint | null,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update inbox_message set status = 'done', processed_at = now(), order_id = coalesce(${orderId}::bigint, order_id),
      attempts = attempts + 1, not_before = null, error_code = null, error_message = null
    where shop_id = ${shopId}::int and webhook_id = ${webhookId}::text and status::text = 'pending'`;
  return changed > 0;
}

export type Failure = {
  code: string;
  /** A sentence for the merchant. */
  message: string;
  /** When to try again; null parks the message until somebody replays it. */
  retryAt: Date | null;
};

export async function markFailed(
  tx: Statements,
  shopId: number,
  webhookId: string,
  failure: Failure,
): Promise<void> {
  await tx.$executeRaw`
    update inbox_message set status = ${failure.retryAt ? 'pending' : 'parked'}::inbox_status,
      not_before = ${failure.retryAt}::timestamptz, attempts = attempts + 1, error_code = ${failure.code}::text,
      error_message = ${failure.message}::text, processed_at = case when ${failure.retryAt === null}::boolean then now() end
    where shop_id = ${shopId}::int and webhook_id = ${webhookId}::text and status::text = 'pending'`;
}

export type ReplayOutcome = 'again' | 'body_gone' | 'not_found';

/** Lets a message be read once more, from the start. Only possible while its body is kept. */
export async function markPending(
  tx: Tx,
  shopId: number,
  webhookId: string,
): Promise<ReplayOutcome> {
  const rows = await tx.$queryRaw<{ has_body: boolean }[]>`
    select body is not null as has_body from inbox_message
    where shop_id = ${shopId} and webhook_id = ${webhookId}`;
  if (!rows[0]) return 'not_found';
  if (!rows[0].has_body) return 'body_gone';
  await tx.$executeRaw`
    update inbox_message set status = 'pending', attempts = 0, not_before = null, error_code = null,
      error_message = null, processed_at = null
    where shop_id = ${shopId} and webhook_id = ${webhookId}`;
  return 'again';
}

/** Whether a message of this topic was sent later than `at`: then this one is out of date. */
export async function hasLaterMessage(
  tx: Tx,
  shopId: number,
  topic: string,
  at: Date,
): Promise<boolean> {
  const later = await tx.inboxMessage.findFirst({
    where: { shopId, topic, triggeredAt: { gt: at } },
    select: { webhookId: true },
  });
  return later !== null;
}

/** Lets go of what a message said. */
export async function forgetBody(tx: Tx, shopId: number, webhookId: string): Promise<void> {
  await tx.inboxMessage.updateMany({ where: { shopId, webhookId }, data: { body: null } });
}

/** Lets go of up to `limit` bodies of messages, of any shop, that were read before `before`. Returns how many. */
export function forgetBodiesBefore(tx: Tx, before: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    update inbox_message m set body = null from (
      select shop_id, webhook_id from inbox_message
      where status = 'done' and body is not null and processed_at < ${before}
      limit ${limit} for update skip locked
    ) old
    where m.shop_id = old.shop_id and m.webhook_id = old.webhook_id`;
}
