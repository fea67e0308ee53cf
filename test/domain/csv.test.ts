import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvCell, type CsvColumn, toCsv } from '#app/domain/csv.ts';
import { money } from '#app/domain/money.ts';

const columns: CsvColumn<CsvCell>[] = [
  { header: 'first', value: (cell) => cell },
  { header: 'second', value: () => 'x' },
];

describe('toCsv', () => {
  it.each<[CsvCell, string]>([
    ['plain', 'plain,x'],
    ['a,b', '"a,b",x'],
    ['say "hi"', '"say ""hi""",x'],
    ['two\nlines', '"two\nlines",x'],
    ['bare\rreturn', '"bare\rreturn",x'],
    [null, ',x'],
    ['', ',x'],
    [0, '0,x'],
    [-5, '-5,x'],
    [-7n, '-7,x'],
    [money(-500n, 'USD'), '-5.00,x'],
    [money(-500n, 'JPY'), '-500,x'],
    ['=1+1', "'=1+1,x"],
    ['+49 30', "'+49 30,x"],
    ['-5', "'-5,x"],
    ['@SUM(A1)', "'@SUM(A1),x"],
    ['\ttab', "'\ttab,x"],
    ['\rreturn', '"\'\rreturn",x'],
  ])('writes %o', (cell, line) => {
    expect(toCsv([cell], columns, { header: false })).toBe(`${line}\r\n`);
  });

  it('begins with a header, and with a byte order mark only when asked', () => {
    expect(toCsv([], columns)).toBe('first,second\r\n');
    expect(toCsv([], columns, { bom: true })).toBe('\ufefffirst,second\r\n');
    expect(toCsv([], columns, { header: false })).toBe('');
  });

  it('comes back cell by cell, and no cell begins like a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (cells) => {
        const rows: string[][] = parse(toCsv(cells, columns), { record_delimiter: '\r\n' });
        expect(rows.slice(1).map(([cell]) => cell?.replace(/^'/, ''))).toEqual(
          cells.map((cell) => cell.replace(/^'/, '')),
        );
        expect(rows.every(([cell]) => !/^[=+\-@\t\r]/.test(cell ?? ''))).toBe(true);
      }),
    );
  });
});
