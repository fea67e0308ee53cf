import type { ReconciliationRow } from '#app/db/reconciliation-store.server.ts';
import { toCsv } from '#app/domain/csv.ts';
import { type ShownInstant, shownInstant, shownInstantOrNull } from './shown.ts';

/** One comparison of what Shopify has with what we have. */
export type ShownRun = {
  readonly id: string;
  readonly startedAt: ShownInstant;
  /** Null while it looks. */
  readonly endedAt: ShownInstant | null;
  readonly seen: number;
  readonly missing: number;
  readonly stale: number;
  readonly repaired: number;
  readonly error: string | null;
};

export function shownRun(row: ReconciliationRow, timeZone: string): ShownRun {
  return {
    id: String(row.runId),
    startedAt: shownInstant(row.startedAt, timeZone),
    endedAt: shownInstantOrNull(row.endedAt, timeZone),
    seen: row.seen,
    missing: row.missing,
    stale: row.stale,
    repaired: row.repaired,
    error: row.errorMessage,
  };
}

export function runsCsv(rows: readonly ReconciliationRow[]): string {
  return toCsv(rows, [
    { header: 'Started at (UTC)', value: ({ startedAt }) => startedAt.toISOString() },
    { header: 'Ended at (UTC)', value: ({ endedAt }) => endedAt?.toISOString() ?? null },
    { header: 'Changes since (UTC)', value: ({ windowFrom }) => windowFrom.toISOString() },
    { header: 'Changes until (UTC)', value: ({ windowTo }) => windowTo.toISOString() },
    { header: 'Looked at', value: ({ seen }) => seen },
    { header: 'Missing', value: ({ missing }) => missing },
    { header: 'Outdated', value: ({ stale }) => stale },
    { header: 'Repaired', value: ({ repaired }) => repaired },
    { header: 'Problem', value: ({ errorMessage }) => errorMessage },
  ]);
}
