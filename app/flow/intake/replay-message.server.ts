import { inTransaction } from '#app/db/client.server.ts';
import { markPending } from '#app/db/inbox-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/**
 * A stored message → it is read once more. Harmless for one that was read already: reading is idempotent.
 * @throws AppError not_found, and conflict when its body is kept no longer
 */
export async function replayMessage(shopId: number, webhookId: string): Promise<void> {
  await inTransaction(async (tx) => {
    // No stored id holds a zero byte or half a character, and the database refuses to look for them.
    const isPossible = !webhookId.includes('\0') && webhookId.isWellFormed();
    const outcome = isPossible ? await markPending(tx, shopId, webhookId) : 'not_found';
    if (outcome === 'not_found') {
      throw new AppError('not_found', 'There is no such message in the inbox.');
    }
    if (outcome === 'body_gone') {
      throw new AppError(
        'conflict',
        'This message cannot be replayed: what it said is no longer kept.',
      );
    }
    await enqueue(tx, 'drain-inbox', { shopId });
  });
}
