import { stringify } from 'csv-stringify/sync';
import { formatDecimal, type Money } from './money.ts';

/**
 * What a cell may hold. Text is neutralised against formula injection; numbers and Money are written as
 * plain decimals, so that a negative amount stays a number.
 */
export type CsvCell = string | number | bigint | Money | null;

export type CsvColumn<Row> = {
  readonly header: string;
  readonly value: (row: Row) => CsvCell;
};

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Rows as CSV after RFC 4180: commas, CRLF, quotes where needed, a header row unless `header` is false, a
 * byte order mark only when `bom`. Text that a spreadsheet would run (= + - @ tab CR) gets an apostrophe.
 */
export function toCsv<Row>(
  rows: readonly Row[],
  columns: readonly CsvColumn<Row>[],
  options: { readonly header?: boolean; readonly bom?: boolean } = {},
): string {
  const cells = rows.map((row) => columns.map((column) => column.value(row)));
  const header = options.header === false ? [] : [columns.map((column) => column.header)];
  const text = stringify([...header, ...cells], {
    record_delimiter: 'windows',
    escape_formulas: true,
    // The library quotes only its own record delimiter; a lone CR or LF would break the row for others.
    quoted_match: /[\r\n]/,
    cast: {
      object: (amount) => ({ value: formatDecimal(amount as Money), escape_formulas: false }),
    },
  });
  return (options.bom === true ? BYTE_ORDER_MARK : '') + text;
}
