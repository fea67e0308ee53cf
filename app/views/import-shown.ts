import { largestAudience } from '#app/domain/influencer.ts';
import type { InfluencerCsv } from '#app/domain/influencer-csv.ts';
import type { InfluencerDraft } from '#app/domain/influencer-draft.ts';
import { type Tier, type TierThresholds, tierOf } from '#app/domain/tier.ts';

type CsvProblem = InfluencerCsv['errors'][number];

/** What an import would do, cut to what a screen can show. */
export type ShownImport = {
  readonly rows: readonly {
    readonly name: string;
    readonly email: string | null;
    readonly tier: Tier;
    readonly accounts: readonly InfluencerDraft['platforms'][number][];
    readonly outcome: 'create' | 'update';
  }[];
  readonly total: number;
  readonly toCreate: number;
  readonly toUpdate: number;
  readonly problems: readonly CsvProblem[];
  readonly moreProblems: number;
  readonly ignoredColumns: readonly string[];
};

const SHOWN_ROWS = 50;
const SHOWN_PROBLEMS = 100;

type Preview = {
  readonly rows: readonly (InfluencerDraft & { outcome: 'create' | 'update' })[];
  readonly errors: readonly CsvProblem[];
  readonly ignoredColumns: readonly string[];
};

export function shownImport(preview: Preview, thresholds: TierThresholds): ShownImport {
  const { rows, errors, ignoredColumns } = preview;
  const toCreate = rows.filter(({ outcome }) => outcome === 'create').length;
  return {
    rows: rows.slice(0, SHOWN_ROWS).map(({ name, email, platforms, outcome }) => ({
      name,
      email,
      tier: tierOf(largestAudience(platforms), thresholds),
      accounts: platforms,
      outcome,
    })),
    total: rows.length,
    toCreate,
    toUpdate: rows.length - toCreate,
    problems: errors.slice(0, SHOWN_PROBLEMS),
    moreProblems: Math.max(0, errors.length - SHOWN_PROBLEMS),
    ignoredColumns,
  };
}
