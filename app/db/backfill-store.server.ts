import type { Backfill } from '@prisma/client';
import { UNFINISHED_BACKFILL } from '#app/domain/backfill.ts';
import type { Tx } from './client.server.ts';

export type BackfillRow = Backfill;

export function findBackfill(tx: Tx, shopId: number): Promise<BackfillRow | null> {
  return tx.backfill.findUnique({ where: { shopId } });
}

/** Writes down a backfill that is to be made, in place of an earlier one. */
export async function putBackfill(
  tx: Tx,
  shopId: number,
  request: { id: string; since: Date | null; search: string; requestedAt: Date },
): Promise<void> {
  const { requestedAt } = request;
  const clean = { ...NOTHING_YET, ...request, attempts: 0, updatedAt: requestedAt };
  await tx.backfill.upsert({
    where: { shopId },
    create: { shopId, ...clean },
    update: clean,
  });
}

const NOTHING_YET = {
  state: 'requested',
  operationId: null,
  collectedAt: null,
  url: null,
  fileBytes: null,
  byteOffset: 0n,
  ordersTotal: null,
  ordersSeen: 0,
  ordersApplied: 0,
  ordersRefused: 0,
  errorCode: null,
  errorMessage: null,
  endedAt: null,
} as const;

/** What a step found the backfill to be: where another step was here meanwhile, it changes nothing. */
export type BackfillMark = Pick<BackfillRow, 'id' | 'state' | 'byteOffset'>;

async function change(
  tx: Tx,
  shopId: number,
  { id, state, byteOffset }: BackfillMark,
  data: Partial<Omit<BackfillRow, 'shopId' | 'id'>>,
): Promise<boolean> {
  const { count } = await tx.backfill.updateMany({
    where: { shopId, id, state, byteOffset },
    data: { ...data, updatedAt: new Date() },
  });
  return count > 0;
}

/** Shopify collects the orders by this operation. Says false when another step was here meanwhile; so do all below. */
export function markCollecting(
  tx: Tx,
  shopId: number,
  mark: BackfillMark,
  operation: { id: string; createdAt: Date },
): Promise<boolean> {
  return change(tx, shopId, mark, {
    state: 'running',
    operationId: operation.id,
    collectedAt: operation.createdAt,
  });
}

/** How many orders Shopify has found so far. */
export function markFound(
  tx: Tx,
  shopId: number,
  mark: BackfillMark,
  ordersTotal: number,
): Promise<boolean> {
  return change(tx, shopId, mark, { ordersTotal });
}

/** Shopify's file is there. What was read of it before stays read. */
export function markDownloading(
  tx: Tx,
  shopId: number,
  mark: BackfillMark,
  file: { url: string; fileBytes: bigint | null; ordersTotal: number },
): Promise<boolean> {
  return change(tx, shopId, mark, { state: 'downloading', ...file });
}

/** The facts hold everything before this byte. In one transaction with those facts, no order counts twice. */
export async function markRead(
  tx: Tx,
  shopId: number,
  { id, state, byteOffset }: BackfillMark,
  read: { upTo: bigint; applied: number; refused: number },
): Promise<boolean> {
  const { count } = await tx.backfill.updateMany({
    where: { shopId, id, state, byteOffset },
    data: {
      byteOffset: read.upTo,
      ordersSeen: { increment: read.applied + read.refused },
      ordersApplied: { increment: read.applied },
      ordersRefused: { increment: read.refused },
      updatedAt: new Date(),
    },
  });
  return count > 0;
}

/** The address of the file has ended: the operation is asked for a new one. */
export function markFileLost(tx: Tx, shopId: number, row: BackfillRow): Promise<boolean> {
  return change(tx, shopId, row, { state: 'running', url: null, attempts: row.attempts + 1 });
}

/** The operation came to nothing: another is begun, under a search of its own, and its file read from the beginning. */
export function markBrokenOff(
  tx: Tx,
  shopId: number,
  row: BackfillRow,
  again: { search: string; requestedAt: Date },
): Promise<boolean> {
  return change(tx, shopId, row, { ...NOTHING_YET, ...again, attempts: row.attempts + 1 });
}

export function markEnded(
  tx: Tx,
  shopId: number,
  mark: BackfillMark,
  error: { code: string; message: string } | null,
): Promise<boolean> {
  return change(tx, shopId, mark, {
    state: error ? 'failed' : 'done',
    url: null,
    errorCode: error?.code ?? null,
    errorMessage: error?.message ?? null,
    endedAt: new Date(),
  });
}

/** Shops whose backfill has something to do and has not moved since: its job was lost. */
export async function stuckBackfills(tx: Tx, since: Date): Promise<number[]> {
  const rows = await tx.backfill.findMany({
    where: { state: { in: [...UNFINISHED_BACKFILL] }, updatedAt: { lt: since } },
    select: { shopId: true },
  });
  return rows.map(({ shopId }) => shopId);
}
