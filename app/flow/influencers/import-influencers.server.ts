/**
 * CSV text → influencers. Idempotent: a second import of the same file updates the same people (name and e-mail).
 * Holds: all of the file or nothing.
 */
import { v7 as newId } from 'uuid';
import { inTransaction, prisma, type Tx } from '#app/db/client.server.ts';
import {
  findInfluencers,
  influencerFromRow,
  insertInfluencers,
  matchInfluencers,
  replaceInfluencer,
  slugsLike,
} from '#app/db/influencer-store.server.ts';
import { lockNames } from '#app/db/shop-lock.server.ts';
import { orConflict } from '#app/db/unique-violation.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { type InfluencerCsv, parseInfluencerCsv } from '#app/domain/influencer-csv.ts';
import type { InfluencerDraft } from '#app/domain/influencer-draft.ts';
import { mergeInfluencer } from '#app/domain/influencer-merge.ts';
import { slugFor } from '#app/domain/influencer-slug.ts';

export type PreviewRow = InfluencerDraft & { outcome: 'create' | 'update' };
export type ImportPreview = Pick<InfluencerCsv, 'errors' | 'ignoredColumns'> & {
  rows: PreviewRow[];
};

/** What importing this file would do. Changes nothing. */
export async function previewInfluencers(shopId: number, csvText: string): Promise<ImportPreview> {
  const { rows, errors, ignoredColumns } = parseInfluencerCsv(csvText);
  const matches = await matchInfluencers(prisma(), shopId, rows);
  return {
    rows: rows.map((row, place) => ({ ...row, outcome: matches[place] ? 'update' : 'create' })),
    errors,
    ignoredColumns,
  };
}

/**
 * Writes every influencer of the file; people who are there already are updated (see `mergeInfluencer`).
 * @throws AppError invalid_input when any line has a problem: nothing is written then. `details` holds how
 * many problems there are and the first one's line.
 */
export async function importInfluencers(
  shopId: number,
  csvText: string,
): Promise<{ created: number; updated: number }> {
  const { rows, errors } = parseInfluencerCsv(csvText);
  const [first] = errors;
  if (first) {
    const more = errors.length > 1 ? ` ${errors.length - 1} more lines have problems.` : '';
    throw new AppError('invalid_input', `Line ${first.line}: ${first.message}${more}`, {
      details: { field: 'csv', line: first.line, column: first.column, errors: errors.length },
    });
  }
  const message = 'Somebody in the file was added at this moment. Import the file again.';
  return orConflict(() => inTransaction((tx) => write(tx, shopId, rows)), message, 'csv');
}

async function write(tx: Tx, shopId: number, rows: readonly InfluencerDraft[]) {
  await lockNames(tx, shopId, 'influencer');
  const matches = await matchInfluencers(tx, shopId, rows);
  const known = await findInfluencers(
    tx,
    shopId,
    matches.filter((id) => id !== null),
  );
  const byId = new Map(known.map((row) => [row.id, row]));
  const bases = rows.map((row) => slugFor(row.name, new Set()));
  const taken = await slugsLike(tx, shopId, bases);

  const fresh = [];
  let updated = 0;
  for (const [place, draft] of rows.entries()) {
    const existing = byId.get(matches[place] ?? '');
    if (existing) {
      await replaceInfluencer(
        tx,
        shopId,
        existing.id,
        mergeInfluencer(influencerFromRow(existing), draft),
      );
      updated += 1;
    } else {
      const slug = slugFor(draft.name, taken);
      taken.add(slug);
      fresh.push({ id: newId(), slug, draft });
    }
  }
  await insertInfluencers(tx, shopId, fresh);
  return { created: fresh.length, updated };
}
