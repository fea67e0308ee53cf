/**
 * Shop → what of its running collaborations is no longer in Shopify as we made it. Idempotent: it only looks.
 * Holds: nothing is repaired without the merchant; an object that changed while we looked is left for next time.
 */
import { inTransaction, prisma } from '#app/db/client.server.ts';
import { listRunning, listUnsettled } from '#app/db/collaboration-store.server.ts';
import { getShop } from '#app/db/shop-store.server.ts';
import {
  type CheckableObject,
  listCheckableObjects,
  type ObjectState,
  recordLook,
} from '#app/db/shopify-object-store.server.ts';
import { offerFromColumn } from '#app/domain/offer-column.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import type { AdminClient } from '#app/shopify/outbound/admin-client.ts';
import { fetchPresence, type Presence } from '#app/shopify/outbound/presence-query.ts';
import { adminOf } from '#app/shopify.server.ts';

/** Collaborations looked at together. */
const BATCH = 200;

/**
 * Marks objects of running collaborations that are gone (`missing`) or switched off by hand (`off`), and those
 * that came back. Collaborations whose job was lost on the way get another.
 * `changed`: how many objects are not what they were.
 * @throws AppError session_missing, shopify_unavailable, shopify_throttled, shopify_access_denied
 */
export async function checkCollaborations(shopId: number): Promise<{ changed: number }> {
  await enqueueUnsettled(shopId);
  const { domain } = await getShop(prisma(), shopId);
  let changed = 0;
  for (let after: string | null = null; ; ) {
    const ids: string[] = await listRunning(prisma(), shopId, BATCH, after);
    after = ids.at(-1) ?? null;
    if (after === null) return { changed };
    changed += await lookAtObjects(shopId, await adminOf(domain), ids);
  }
}

/** Looks at the objects of these collaborations and records their states. How many are no longer what they were. */
export async function lookAtObjects(
  shopId: number,
  client: AdminClient,
  collaborationIds: readonly string[],
): Promise<number> {
  const objects = await listCheckableObjects(prisma(), shopId, collaborationIds);
  const gids = objects.map(({ gid }) => gid).filter((gid) => gid !== null);
  const presence = await fetchPresence(client, gids);
  let changed = 0;
  for (const object of objects) {
    const state = stateOf(object, presence.get(object.gid ?? '') ?? 'gone');
    if (state !== object.state) changed += 1;
    await recordLook(prisma(), shopId, object, state);
  }
  return changed;
}

function stateOf(object: CheckableObject, presence: Presence): ObjectState {
  if (presence === 'gone') return 'missing';
  if (presence === 'on') return 'live';
  if (object.kind !== 'discount') return 'off';
  // An offer that has run out is off in Shopify, as it should be.
  const { endsAt } = offerFromColumn(object.collaboration.offer);
  return endsAt !== null && endsAt.getTime() <= Date.now() ? 'live' : 'off';
}

async function enqueueUnsettled(shopId: number): Promise<void> {
  await inTransaction(async (tx) => {
    for (const collaborationId of await listUnsettled(tx, shopId)) {
      await enqueue(tx, 'provision-collaboration', { shopId, collaborationId });
    }
  });
}
