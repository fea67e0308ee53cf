import { AppError } from '../app-error.ts';
import type { PathTable } from '../models/path-table.ts';
import { datedTouches, TOUCH_COLUMNS } from './dated-touches.ts';
import type { ColumnPlaces, RowReader } from './path-file.ts';
import { lineError } from './path-file-cell.ts';
import { PATH_COLUMNS, walkedPaths } from './walked-paths.ts';

export type PathFile = { readonly table: PathTable; readonly hasNulls: boolean };

/**
 * Takes a file of paths record by record, header first; which of the two forms it has follows from its
 * header. Names of columns in any case; further columns are passed over.
 */
export class PathFileReader {
  #reader: RowReader | null = null;
  #rows = 0;

  /** @throws AppError invalid_input with the line */
  record(cells: readonly string[], line: number): void {
    if (this.#reader === null) {
      this.#reader = readerFor(cells, line);
      return;
    }
    this.#reader.row(cells, line);
    this.#rows += 1;
  }

  /** @throws AppError invalid_input when the file had no rows */
  finish(): PathFile {
    if (this.#reader === null) throw new AppError('invalid_input', 'The file is empty.');
    if (this.#rows === 0) throw new AppError('invalid_input', 'The file has a header and no rows.');
    return { table: this.#reader.table(), hasNulls: this.#reader.hasNulls };
  }
}

function readerFor(header: readonly string[], line: number): RowReader {
  const places = new Map<string, number>();
  header.forEach((cell, place) => {
    const column = cell.trim().toLowerCase();
    if (places.has(column)) throw lineError(line, `the column ${column} is there twice.`);
    places.set(column, place);
  });
  if (places.has('path')) {
    needColumns(places, PATH_COLUMNS, line);
    return walkedPaths(places);
  }
  if (TOUCH_COLUMNS.some((column) => places.has(column))) {
    needColumns(places, TOUCH_COLUMNS, line);
    return datedTouches(places);
  }
  throw lineError(
    line,
    `the header needs the columns ${PATH_COLUMNS.join(', ')}, or ${TOUCH_COLUMNS.join(', ')}.`,
  );
}

function needColumns(places: ColumnPlaces, needed: readonly string[], line: number): void {
  const missing = needed.filter((column) => !places.has(column));
  if (missing.length > 0) {
    throw lineError(line, `the header lacks ${missing.join(' and ')}.`);
  }
}
