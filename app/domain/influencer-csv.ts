import { CsvError, parse } from 'csv-parse/sync';
import { csvFieldOf } from './influencer-csv-header.ts';
import {
  type CsvColumn,
  type CsvLine,
  type CsvProblem,
  type CsvRow,
  headerOf,
  readCsvRow,
} from './influencer-csv-row.ts';
import { type InfluencerDraft, influencerDraftSchema, platformKey } from './influencer-draft.ts';

export type InfluencerCsv = {
  /** Influencers without any problem in any of their lines, in the order of the file. */
  readonly rows: readonly InfluencerDraft[];
  readonly errors: readonly CsvProblem[];
  /** Headers that mean nothing to us; their columns are left out. */
  readonly ignoredColumns: readonly string[];
};

const MAX_CSV_ROWS = 5_000;

/**
 * Reads a file of influencers: one line each with columns like `instagram_handle, instagram_followers`, or
 * one line per account with `platform, handle, followers`, where lines of the same name and e-mail belong
 * together. Commas, semicolons, tabs or bars; header names in any case and with common synonyms; at most
 * 5,000 rows. Never throws: whatever is wrong comes back as an error with its line.
 */
export function parseInfluencerCsv(text: string): InfluencerCsv {
  const failure = (line: number, message: string, column = ''): InfluencerCsv => ({
    rows: [],
    errors: [{ line, column, message }],
    ignoredColumns: [],
  });
  let lines: CsvLine[];
  try {
    lines = readLines(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return failure(line, 'This line cannot be read. Check its quotation marks, then try again.');
  }
  const [head, ...body] = lines;
  if (!head) return failure(1, 'The file is empty. Add a header line and one line per influencer.');
  if (body.length > MAX_CSV_ROWS) {
    return failure(head.line, 'The file has more than 5,000 rows. Split it into smaller files.');
  }

  const { columns, ignored, errors } = readHeader(head);
  if (errors.length > 0) return { rows: [], errors, ignoredColumns: ignored };
  if (body.length === 0)
    return failure(head.line, 'There is only a header. Add one line per influencer.');
  const rows = body.map((line) => readCsvRow(line, columns, head.cells.length));
  const found = gather(rows, columns);
  return { rows: found.drafts, errors: found.errors, ignoredColumns: ignored };
}

function readLines(file: string): CsvLine[] {
  // One kind of line end, or the parser settles on the first it sees and miscounts the others.
  const text = file.replace(/\r\n?/g, '\n');
  const lines: CsvLine[] = [];
  parse(text, {
    bom: true,
    record_delimiter: '\n',
    delimiter: delimiterOf(text),
    relax_column_count: true,
    skip_empty_lines: true,
    to: MAX_CSV_ROWS + 2,
    on_record: (cells: string[], info) => {
      // The parser counts to the last line of a record; people look at its first.
      const line = info.lines - cells.join('').split('\n').length + 1;
      if (cells.some((cell) => cell.trim() !== '')) lines.push({ line, cells });
      return cells;
    },
  });
  return lines;
}

/** The separator that the header uses most, outside quotes. */
function delimiterOf(text: string): string {
  const header = text.trimStart().split('\n', 1)[0] ?? '';
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((mark) => ({ mark, count: bare.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

function readHeader(head: CsvLine): {
  columns: CsvColumn[];
  ignored: string[];
  errors: CsvProblem[];
} {
  const columns: CsvColumn[] = [];
  const ignored: string[] = [];
  const errors: CsvProblem[] = [];
  for (const [position, cell] of head.cells.entries()) {
    const header = cell.trim();
    const field = csvFieldOf(header);
    const same = columns.find(
      (column) => column.field.of === field?.of && column.field.field === field.field,
    );
    if (!field) {
      if (header !== '') ignored.push(header);
    } else if (same) {
      const message = `“${header}” means the same as “${same.header}”. Keep one of the two columns.`;
      errors.push({ line: head.line, column: header, message });
    } else {
      columns.push({ header, position, field });
    }
  }
  const has = (of: CsvColumn['field']['of'], name: string) =>
    columns.some(({ field }) => field.of === of && field.field === name);
  if (!has('influencer', 'name')) {
    const message = 'There is no column for the name. Call one of the columns “name”.';
    errors.push({ line: head.line, column: 'name', message });
  }
  const orphan = columns.find(({ field }) => field.of === 'account');
  if (orphan && !has('account', 'platform')) {
    const message = `“${orphan.header}” of which platform? Add a column “platform”, or call it for example “instagram_${orphan.field.field}”.`;
    errors.push({ line: head.line, column: orphan.header, message });
  }
  return { columns, ignored, errors };
}

type Group = { readonly line: number; draft: InfluencerDraft | null };

/** Puts the rows of one influencer together; one bad row takes the whole influencer out. */
function gather(rows: readonly CsvRow[], columns: readonly CsvColumn[]) {
  const groups = new Map<string, Group>();
  const errors: CsvProblem[] = [];
  const firstUse = new Map<string, CsvRow>();
  const claim = (use: string, row: CsvRow): CsvRow => {
    const first = firstUse.get(use) ?? row;
    firstUse.set(use, first);
    return first;
  };

  for (const row of rows) {
    const known = groups.get(row.key);
    const problems = [...row.problems];
    const { line, draft } = row;
    if (draft?.email && claim(`email ${draft.email.toLowerCase()}`, row).key !== row.key) {
      const column = headerOf(columns, 'influencer', 'email');
      const message = 'Another name has this e-mail address. Correct one of the two.';
      problems.push({ line, column, message });
    }
    for (const account of draft?.platforms ?? []) {
      const first = claim(platformKey(account), row);
      if (first === row) continue;
      const message = `${account.handle} on ${account.platform} is already in line ${first.line}. Remove one of the two.`;
      problems.push({ line, column: '', message });
    }
    if (known && draft?.platforms.length === 0) {
      const column = headerOf(columns, 'influencer', 'name');
      const message = `${draft.name} is already in line ${known.line}. Remove one of the two.`;
      problems.push({ line, column, message });
    }
    errors.push(...problems);

    const usable = problems.length === 0 ? draft : null;
    if (!known) groups.set(row.key, { line, draft: usable });
    else known.draft = known.draft && usable && merged(known.draft, usable);
  }

  const drafts: InfluencerDraft[] = [];
  for (const { line, draft } of groups.values()) {
    if (draft === null) continue;
    const parsed = influencerDraftSchema.safeParse(draft);
    if (parsed.success) drafts.push(parsed.data);
    for (const { message } of parsed.error?.issues ?? [])
      errors.push({ line, column: '', message });
  }
  return { drafts, errors };
}

function merged(first: InfluencerDraft, next: InfluencerDraft): InfluencerDraft {
  return {
    ...first,
    platforms: [...first.platforms, ...next.platforms],
    niche: first.niche ?? next.niche,
    notes: first.notes ?? next.notes,
  };
}
