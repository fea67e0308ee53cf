/**
 * A letter as the merchant saw it, recipient → its row and the job that sends it, in one transaction. Not idempotent:
 * every call is a letter. Holds: one that is still to leave is not written a second time.
 */
import { v7 as newId } from 'uuid';
import { inTransaction } from '#app/db/client.server.ts';
import { hasCollaboration, lockCollaboration } from '#app/db/collaboration-store.server.ts';
import { hasWaitingLetter, insertLetter } from '#app/db/letter-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import type { LetterContent } from '#app/domain/brief.ts';
import { checkId, notFound } from '#app/domain/check-draft.ts';
import { isMailOn } from '#app/platform/mail.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** @throws AppError invalid_input (no mail server), conflict (it is on its way already), not_found */
export async function sendBrief(
  shopId: number,
  id: string,
  { recipient, content }: { recipient: string; content: LetterContent },
): Promise<{ letterId: string }> {
  if (!isMailOn()) {
    throw new AppError(
      'invalid_input',
      'This installation has no mail server. Download or copy the brief, and send it yourself.',
    );
  }
  const collaborationId = checkId(id, 'The collaboration');
  return inTransaction(async (tx) => {
    await lockCollaboration(tx, shopId, collaborationId);
    if (!(await hasCollaboration(tx, shopId, collaborationId))) throw notFound('The collaboration');
    if (await hasWaitingLetter(tx, shopId, collaborationId, recipient)) {
      throw new AppError('conflict', `A brief to ${recipient} is on its way already.`);
    }
    const letterId = newId();
    await insertLetter(tx, shopId, { id: letterId, collaborationId, recipient, content });
    await enqueue(tx, 'send-letter', { shopId, letterId });
    return { letterId };
  });
}
