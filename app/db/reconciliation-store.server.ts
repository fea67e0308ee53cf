import type { ReconciliationRun } from '@prisma/client';
import type { Tx } from './client.server.ts';

export type ReconciliationRow = ReconciliationRun;

/** The error of a run that looked at everything and could not read some orders. */
export const UNREADABLE_ORDER = 'unreadable_order';

/** Where the last run that came to its end stopped looking; null when there was none. */
export async function reconciledUpTo(tx: Tx, shopId: number): Promise<Date | null> {
  const last = await tx.reconciliationRun.findFirst({
    where: {
      shopId,
      endedAt: { not: null },
      OR: [{ errorCode: null }, { errorCode: UNREADABLE_ORDER }],
    },
    orderBy: { windowTo: 'desc' },
    select: { windowTo: true },
  });
  return last?.windowTo ?? null;
}

/** Writes down that a run begins. Returns its number. */
export async function beginRun(
  tx: Tx,
  shopId: number,
  window: { from: Date; to: Date },
  startedAt: Date,
): Promise<bigint> {
  const { runId } = await tx.reconciliationRun.create({
    data: { shopId, windowFrom: window.from, windowTo: window.to, startedAt },
  });
  return runId;
}

export type RunCounts = Pick<ReconciliationRow, 'seen' | 'missing' | 'stale' | 'repaired'>;

/** What a run has found and repaired so far. */
export async function recordCounts(
  tx: Tx,
  shopId: number,
  runId: bigint,
  { seen, missing, stale, repaired }: RunCounts,
): Promise<void> {
  await tx.reconciliationRun.updateMany({
    where: { shopId, runId },
    data: { seen, missing, stale, repaired },
  });
}

/** A run came to its end, or broke off with this error. */
export async function endRun(
  tx: Tx,
  shopId: number,
  runId: bigint,
  error: { code: string; message: string } | null,
): Promise<void> {
  await tx.reconciliationRun.updateMany({
    where: { shopId, runId },
    data: {
      endedAt: new Date(),
      errorCode: error?.code ?? null,
      errorMessage: error?.message ?? null,
    },
  });
}

/** The latest runs, newest first. */
export function listRuns(tx: Tx, shopId: number, limit: number): Promise<ReconciliationRow[]> {
  return tx.reconciliationRun.findMany({
    where: { shopId },
    orderBy: { runId: 'desc' },
    take: limit,
  });
}

/** Lets go of the records of runs that began before. */
export async function forgetRuns(tx: Tx, shopId: number, before: Date): Promise<void> {
  await tx.reconciliationRun.deleteMany({ where: { shopId, startedAt: { lt: before } } });
}

/** When the orders that we have were last changed in Shopify. Those that we have not are left out. */
export async function knownChanges(
  tx: Tx,
  shopId: number,
  orderIds: readonly bigint[],
): Promise<Map<bigint, Date>> {
  const rows = await tx.order.findMany({
    where: { shopId, orderId: { in: [...orderIds] } },
    select: { orderId: true, sourceUpdatedAt: true },
  });
  return new Map(rows.map(({ orderId, sourceUpdatedAt }) => [orderId, sourceUpdatedAt]));
}
