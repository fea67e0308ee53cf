import type { Tx } from '#app/db/client.server.ts';
import { listWithLivePage } from '#app/db/collaboration-store.server.ts';
import { intendObjects } from '#app/db/shopify-object-store.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** Has the pages of an influencer's running collaborations say her name anew, where the theme blocks show it. */
export async function refreshPagesOf(tx: Tx, shopId: number, influencerId: string): Promise<void> {
  for (const collaborationId of await listWithLivePage(tx, shopId, influencerId)) {
    await intendObjects(tx, shopId, collaborationId, ['page']);
    await enqueue(tx, 'provision-collaboration', { shopId, collaborationId });
  }
}
