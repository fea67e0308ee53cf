/**
 * A letter → the mail server. At most once: it is marked as handed over before it is, so that a crash in between
 * leaves a letter that may or may not have left, which is shown and never sent again by itself. What the server did
 * not take is tried again for two hours.
 */
import { prisma } from '#app/db/client.server.ts';
import { getPlan } from '#app/db/collaboration-store.server.ts';
import { findLetter, moveLetter } from '#app/db/letter-store.server.ts';
import { findShopById } from '#app/db/shop-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { type MailTrouble, sendMail } from '#app/platform/mail.server.ts';
import { composeLetter } from './compose-letter.server.ts';

const TRIED_FOR_MS = 2 * 60 * 60 * 1000;

/**
 * Sends a letter that is intended; any other is left as it is.
 * @throws AppError mail_unavailable when the job should be run again later
 */
export async function sendLetter(shopId: number, letterId: string): Promise<void> {
  const shop = await findShopById(prisma(), shopId);
  const letter = await findLetter(prisma(), shopId, letterId);
  if (!shop || letter?.state !== 'intended') return;
  const plan = await getPlan(prisma(), shopId, letter.collaborationId);
  const mail = await composeLetter(shop, {
    ...letter,
    recipientName: plan?.influencer.name ?? '',
  });
  if (!(await moveLetter(prisma(), shopId, letterId, 'intended', { state: 'sending' }))) return;
  const trouble = await sendMail(mail);
  if (!trouble) {
    const sent = { state: 'sent' as const, sentAt: new Date(), errorMessage: null };
    await moveLetter(prisma(), shopId, letterId, 'sending', sent);
    return;
  }
  const isOver = Date.now() - letter.createdAt.getTime() > TRIED_FOR_MS;
  const state = stateAfter(trouble, isOver);
  await moveLetter(prisma(), shopId, letterId, 'sending', { state, errorMessage: trouble.said });
  if (state === 'intended') {
    throw new AppError(
      'mail_unavailable',
      `The mail server did not take a letter: ${trouble.said}`,
    );
  }
}

function stateAfter({ kind }: MailTrouble, isOver: boolean) {
  if (kind === 'unsure') return 'sending' as const;
  return kind === 'later' && !isOver ? ('intended' as const) : ('failed' as const);
}
