import { z } from 'zod';
import type { LetterContent } from '#app/domain/brief.ts';
import type { Tx } from './client.server.ts';

/**
 * intended: stored, not handed over. sending: handed to the mail server, which has not confirmed it. sent, failed: as
 * they say. A letter that stays `sending` may or may not have left; it is never sent again by itself.
 */
export type LetterState = 'intended' | 'sending' | 'sent' | 'failed';

export type LetterRow = {
  id: string;
  collaborationId: string;
  recipient: string;
  state: LetterState;
  errorMessage: string | null;
  createdAt: Date;
  sentAt: Date | null;
};

const contentSchema = z.object({
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  qr: z.string().nullable(),
});

const COLUMNS = {
  id: true,
  collaborationId: true,
  recipient: true,
  state: true,
  errorMessage: true,
  createdAt: true,
  sentAt: true,
} as const;

export async function insertLetter(
  tx: Tx,
  shopId: number,
  letter: { id: string; collaborationId: string; recipient: string; content: LetterContent },
): Promise<void> {
  await tx.letter.create({ data: { shopId, kind: 'brief', ...letter } });
}

/** A letter with what it says; null when the shop has none of this id. */
export async function findLetter(
  tx: Tx,
  shopId: number,
  id: string,
): Promise<(LetterRow & { content: LetterContent }) | null> {
  const row = await tx.letter.findUnique({
    where: { shopId_id: { shopId, id } },
    select: { ...COLUMNS, content: true },
  });
  if (!row) return null;
  return { ...row, state: row.state as LetterState, content: contentSchema.parse(row.content) };
}

/** The latest letters of a collaboration, the newest first. */
export async function listLetters(
  tx: Tx,
  shopId: number,
  collaborationId: string,
  limit: number,
): Promise<LetterRow[]> {
  const rows = await tx.letter.findMany({
    where: { shopId, collaborationId },
    select: COLUMNS,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map((row) => ({ ...row, state: row.state as LetterState }));
}

/** Whether a letter of this collaboration to this address is still to be sent. */
export async function hasWaitingLetter(
  tx: Tx,
  shopId: number,
  collaborationId: string,
  recipient: string,
): Promise<boolean> {
  const where = { shopId, collaborationId, recipient, state: 'intended' };
  return (await tx.letter.count({ where })) > 0;
}

/** Moves a letter from one state to another. False when it was in another state. */
export async function moveLetter(
  tx: Tx,
  shopId: number,
  id: string,
  from: LetterState,
  to: { state: LetterState; errorMessage?: string | null; sentAt?: Date },
): Promise<boolean> {
  const { count } = await tx.letter.updateMany({ where: { shopId, id, state: from }, data: to });
  return count > 0;
}
