import { inTransaction } from '#app/db/client.server.ts';
import { intendPixel } from '#app/db/pixel-status-store.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** A merchant wants the pixel on, or put right. Whoever looks meanwhile sees that it is intended. */
export async function requestPixel(shopId: number): Promise<void> {
  await inTransaction(async (tx) => {
    await intendPixel(tx, shopId);
    await enqueue(tx, 'ensure-pixel', { shopId });
  });
}
