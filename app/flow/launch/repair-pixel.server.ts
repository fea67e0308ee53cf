/** Shop → the job that installs its pixel or sets it right. Idempotent: a waiting one is enough. */
import { prisma } from '#app/db/client.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

export async function repairPixel(shopId: number): Promise<void> {
  await enqueue(prisma(), 'ensure-pixel', { shopId });
}
