/**
 * Collaboration → the intention to make again what is missing, off or failed, and the job. Idempotent: with
 * nothing to repair nothing happens. Holds: a deleted code is made again under the same name.
 */
import { inTransaction } from '#app/db/client.server.ts';
import { getPlan, lockCollaboration, setStatus } from '#app/db/collaboration-store.server.ts';
import { checkId, notFound } from '#app/domain/check-draft.ts';
import { intendWhatIsNot } from './set-collaboration-status.server.ts';

/** `repairing` is false when all is as it should be. @throws AppError not_found */
export async function repairCollaboration(
  shopId: number,
  id: string,
): Promise<{ repairing: boolean }> {
  const known = checkId(id, 'The collaboration');
  return inTransaction(async (tx) => {
    await lockCollaboration(tx, shopId, known);
    const plan = await getPlan(tx, shopId, known);
    if (!plan) throw notFound('The collaboration');
    const repairing = await intendWhatIsNot(tx, plan);
    if (repairing) await setStatus(tx, shopId, known, 'provisioning', ['active']);
    return { repairing };
  });
}
