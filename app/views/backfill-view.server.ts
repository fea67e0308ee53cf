import { findBackfill } from '#app/db/backfill-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import type { BackfillState } from '#app/domain/backfill.ts';

export type BackfillView = {
  readonly state: BackfillState;
  /** Whole percent of the orders' file that is in the facts; null while Shopify collects them. */
  readonly percentage: number | null;
  /** Orders that Shopify found so far; null before it said. */
  readonly ordersTotal: number | null;
  readonly ordersSeen: number;
  readonly ordersApplied: number;
  /** Orders that could not be read. */
  readonly ordersRefused: number;
  /** ISO instants. `since` is null where all orders are fetched. */
  readonly since: string | null;
  readonly requestedAt: string;
  readonly endedAt: string | null;
  /** What went wrong, in a sentence for the merchant. */
  readonly error: string | null;
};

/** How far the orders of before the installation have come; null where none were asked for. */
export async function backfillView(shopId: number): Promise<BackfillView | null> {
  const row = await findBackfill(prisma(), shopId);
  if (!row) return null;
  return {
    state: row.state,
    percentage: percentageOf(row),
    ordersTotal: row.ordersTotal,
    ordersSeen: row.ordersSeen,
    ordersApplied: row.ordersApplied,
    ordersRefused: row.ordersRefused,
    since: row.since?.toISOString() ?? null,
    requestedAt: row.requestedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    error: row.errorMessage,
  };
}

function percentageOf(row: {
  state: BackfillState;
  byteOffset: bigint;
  fileBytes: bigint | null;
}): number | null {
  if (row.state === 'done') return 100;
  if (row.state !== 'downloading' || !row.fileBytes) return null;
  return Math.min(99, Number((row.byteOffset * 100n) / row.fileBytes));
}
