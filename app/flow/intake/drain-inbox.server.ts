import { inTransaction } from '#app/db/client.server.ts';
import {
  markDone,
  markFailed,
  nextMessages,
  nextRest,
  type WaitingMessage,
} from '#app/db/inbox-store.server.ts';
import { findShopById, type ShopRow } from '#app/db/shop-store.server.ts';
import { inStatements, type Statements, statements } from '#app/db/statements.server.ts';
import { isAppError } from '#app/domain/app-error.ts';
import { logOf } from '#app/platform/log.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import { failureOf } from './message-failure.server.ts';
import { readMessage } from './read-message.server.ts';

/** Messages that are fetched at once, and those that one job reads before it lets others have a turn. */
const BATCH = 50;
const PER_JOB = 1000;

/**
 * A shop's waiting messages → facts, in order of arrival, each in a transaction of its own with its mark `done`.
 * Idempotent by that mark. A message that cannot be read is parked or rests; it never holds up the others.
 */
export async function drainInbox(shopId: number): Promise<void> {
  for (let read = 0; read < PER_JOB; read += BATCH) {
    const shop = await findShopById(statements(), shopId);
    if (!shop) return;
    const messages = await nextMessages(statements(), shopId, new Date(), BATCH);
    for (const message of messages) await take(shop, message);
    if (messages.length < BATCH) return comeBackForResting(shopId);
  }
  await enqueue(statements(), 'drain-inbox', { shopId });
}

/** Thrown to undo what a message did when it turns out that it was read before. */
class AlreadyRead extends Error {}

async function take(shop: ShopRow, message: WaitingMessage): Promise<void> {
  try {
    const effect = readMessage(shop, message);
    const finish = async (tx: Statements) => {
      const isMine = await markDone(tx, shop.id, message.webhookId, effect.orderId);
      if (!isMine && !effect.erasesShop) throw new AlreadyRead();
    };
    if (effect.uses === 'statements') {
      await inStatements((tx) => effect.apply(tx).then(() => finish(tx)));
    } else {
      await inTransaction((tx) => effect.apply(tx).then(() => finish(tx)));
    }
  } catch (cause) {
    if (cause instanceof AlreadyRead) return;
    await fail(shop, message, cause);
  }
}

async function fail(shop: ShopRow, message: WaitingMessage, cause: unknown): Promise<void> {
  const { webhookId, topic, attempts } = message;
  const failure = failureOf(cause, attempts, new Date());
  const about = { shopId: shop.id, webhookId, topic, code: failure.code, attempts: attempts + 1 };
  if (isAppError(cause) && cause.disposition !== 'alarm') {
    logOf('intake').warn(about, 'a message was not understood');
  } else {
    logOf('intake').error({ ...about, err: cause }, 'a message could not be read');
  }
  await markFailed(statements(), shop.id, webhookId, failure);
}

async function comeBackForResting(shopId: number): Promise<void> {
  const runAt = await nextRest(statements(), shopId);
  if (runAt) await enqueue(statements(), 'drain-inbox', { shopId }, { runAt });
}
