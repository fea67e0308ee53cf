import { parseFollowerCount } from './follower-count.ts';
import { type AccountField, type CsvField, platformNamed } from './influencer-csv-header.ts';
import { type InfluencerDraft, influencerDraftSchema } from './influencer-draft.ts';

/** What is wrong where, and what to do about it. `column` is the header as written, '' for the whole line. */
export type CsvProblem = {
  readonly line: number;
  readonly column: string;
  readonly message: string;
};

/** One record of the file; `line` is where it begins, counted from 1. */
export type CsvLine = { readonly line: number; readonly cells: readonly string[] };

export type CsvColumn = {
  readonly header: string;
  readonly position: number;
  readonly field: CsvField;
};

/** A row as read. `key` tells which rows speak of the same influencer; `draft` is null when it has problems. */
export type CsvRow = {
  readonly line: number;
  readonly key: string;
  readonly draft: InfluencerDraft | null;
  readonly problems: readonly CsvProblem[];
};

type Account = {
  readonly of: CsvField['of'];
  readonly platform: string | null;
  readonly values: Readonly<Partial<Record<AccountField, string>>>;
};

/** The header of a field as it is written in the file, its own name when the file has none. */
export function headerOf(
  columns: readonly CsvColumn[],
  of: CsvField['of'],
  field: CsvField['field'],
): string {
  return (
    columns.find((column) => column.field.of === of && column.field.field === field)?.header ??
    field
  );
}

/** One line of the file → an influencer with the accounts of that line, or what is wrong with it. `width` is how many cells the header has. */
export function readCsvRow(
  { line, cells }: CsvLine,
  columns: readonly CsvColumn[],
  width: number,
): CsvRow {
  const problems: CsvProblem[] = [];
  const cell = (of: CsvField['of'], field: CsvField['field']): string => {
    const column = columns.find((each) => each.field.of === of && each.field.field === field);
    return column === undefined ? '' : (cells[column.position] ?? '').trim();
  };
  const own = (field: 'name' | 'email' | 'niche' | 'notes' | 'status') => cell('influencer', field);

  const accounts: Account[] = [];
  for (const of of new Set(columns.map((column) => column.field.of))) {
    if (of === 'influencer') continue;
    const written = of === 'account' ? cell(of, 'platform') : of;
    const values = {
      handle: cell(of, 'handle'),
      followers: cell(of, 'followers'),
      url: cell(of, 'url'),
    };
    const isBlank = Object.values(values).every((value) => value === '');
    if (isBlank && (of !== 'account' || written === '')) continue;
    accounts.push({ of, platform: platformNamed(written), values });
  }

  const followersOf = (account: Account): number | undefined => {
    const written = account.values.followers ?? '';
    if (written === '') return undefined;
    const followers = parseFollowerCount(written);
    if (followers === null) {
      const message = written.startsWith('-')
        ? 'Followers cannot be negative.'
        : 'Enter the followers as a number such as 12500, 12.5k or 1.2M.';
      problems.push({ line, column: headerOf(columns, account.of, 'followers'), message });
    }
    return followers ?? undefined;
  };

  const parsed = influencerDraftSchema.safeParse({
    name: own('name'),
    email: own('email'),
    platforms: accounts.map((account) => ({
      platform: account.platform,
      handle: account.values.handle,
      followers: followersOf(account),
      url: account.values.url,
    })),
    niche: own('niche'),
    notes: own('notes'),
    status: own('status').toLowerCase() || undefined,
  });
  for (const issue of parsed.error?.issues ?? []) {
    problems.push({
      line,
      column: columnOf(issue.path, accounts, columns),
      message: issue.message,
    });
  }
  if (cells.slice(width).some((extra) => extra.trim() !== '')) {
    const message =
      'This line has more cells than the header. Put quotation marks around values that contain the separator.';
    problems.push({ line, column: '', message });
  }
  return {
    line,
    key: JSON.stringify([own('name').toLowerCase(), own('email').toLowerCase()]),
    draft: problems.length === 0 && parsed.success ? parsed.data : null,
    problems,
  };
}

/** The header to which a schema's complaint belongs. */
function columnOf(
  path: readonly PropertyKey[],
  accounts: readonly Account[],
  columns: readonly CsvColumn[],
): string {
  const [top, index, inner] = path;
  if (top !== 'platforms') return headerOf(columns, 'influencer', top as 'name');
  const account = typeof index === 'number' ? accounts[index] : accounts[0];
  const field = (inner ?? 'handle') as AccountField | 'platform';
  return account === undefined ? '' : headerOf(columns, account.of, field);
}
