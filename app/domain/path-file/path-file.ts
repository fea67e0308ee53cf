import type { PathTable } from '../models/path-table.ts';

/** In which cell of a row a column stands. */
export type ColumnPlaces = ReadonlyMap<string, number>;

/** Takes the rows of one file, in one of its forms, one after another. */
export type RowReader = {
  /** @throws AppError invalid_input with the line */
  readonly row: (cells: readonly string[], line: number) => void;
  readonly table: () => PathTable;
  /** Whether the file says which journeys did not convert. */
  readonly hasNulls: boolean;
};
