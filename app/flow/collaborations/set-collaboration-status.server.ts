/**
 * Collaboration, status → the wish stored and the job that makes Shopify follow. Idempotent by its nature.
 * Holds: switched off, code and page stay ours and go on attributing the orders that used them. An adopted
 * code is the merchant's own and is never switched.
 */
import { inTransaction, type Tx } from '#app/db/client.server.ts';
import {
  type CollaborationPlan,
  getPlan,
  lockCollaboration,
  setStatus,
} from '#app/db/collaboration-store.server.ts';
import { intendObjects } from '#app/db/shopify-object-store.server.ts';
import { checkId, notFound } from '#app/domain/check-draft.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import { codeOf, needsWork, wantedOf } from './provisioning.server.ts';

/**
 * Pauses, ends or resumes a collaboration. One that is resumed is `provisioning` until its objects are live.
 * @throws AppError not_found
 */
export async function setCollaborationStatus(
  shopId: number,
  id: string,
  status: CollaborationStatus,
): Promise<void> {
  const known = checkId(id, 'The collaboration');
  await inTransaction(async (tx) => {
    await lockCollaboration(tx, shopId, known);
    const plan = await getPlan(tx, shopId, known);
    if (!plan) throw notFound('The collaboration');
    const hasWork = await intendWhatIsNot(tx, { ...plan, status });
    await setStatus(tx, shopId, known, status === 'active' && hasWork ? 'provisioning' : status);
  });
}

/** Marks every object that is not as the plan's status wants it, and enqueues the job. False when all is right. */
export async function intendWhatIsNot(tx: Tx, plan: CollaborationPlan): Promise<boolean> {
  const { adopted } = codeOf(plan);
  const wanted = wantedOf(plan);
  const kinds = plan.objects
    .filter((object) => needsWork(object, wanted, adopted))
    .map(({ kind }) => kind);
  if (kinds.length === 0) return false;
  await intendObjects(tx, plan.shopId, plan.id, kinds);
  await enqueue(tx, 'provision-collaboration', {
    shopId: plan.shopId,
    collaborationId: plan.id,
  });
  return true;
}
