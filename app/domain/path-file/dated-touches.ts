import type { PathTable } from '../models/path-table.ts';
import { PathTableBuilder } from '../models/path-table-builder.ts';
import type { ColumnPlaces, RowReader } from './path-file.ts';
import { readFlag, readInstant, readName, readOptionalAmount } from './path-file-cell.ts';

export const TOUCH_COLUMNS = ['id', 'occurred_at', 'channel', 'converted'] as const;

const DAY_MS = 86_400_000;

/** All rows of the file, in columns. */
type Rows = {
  readonly ids: number[];
  readonly instants: number[];
  readonly sources: number[];
  readonly converted: boolean[];
  readonly values: number[];
};

/**
 * Rows of single touchpoints: `id` of who walks, `occurred_at`, `channel`, `converted`, and where it is there
 * `value`. The rows of an id may stand anywhere; they are ordered by time, and by their place in the file
 * where times are equal. What follows from `converted`:
 * - on none of the rows: one journey without a conversion;
 * - on some: a journey ends with each such row, and what comes after the last one did not convert (yet);
 * - on all of several rows, without two different values above 0: it speaks of the id as a whole, one journey.
 * The value of a converting journey is the largest among its rows; that of others is left out.
 */
export function datedTouches(places: ColumnPlaces): RowReader {
  const builder = new PathTableBuilder({ merge: false });
  const known = new Map<string, number>();
  const rows: Rows = { ids: [], instants: [], sources: [], converted: [], values: [] };
  const at = (column: string) => places.get(column) ?? -1;
  const [id, occurredAt, channel] = [at('id'), at('occurred_at'), at('channel')];
  const [converted, value] = [at('converted'), at('value')];
  return {
    row: (cells, line) => {
      const name = readName(cells[id] ?? '', 'id', line);
      const number = known.get(name) ?? known.size;
      known.set(name, number);
      rows.ids.push(number);
      rows.instants.push(readInstant(cells[occurredAt] ?? '', 'occurred_at', line));
      rows.sources.push(builder.source(readName(cells[channel] ?? '', 'channel', line)));
      rows.converted.push(readFlag(cells[converted] ?? '', 'converted', line));
      rows.values.push(readOptionalAmount(cells[value], 'value', line));
    },
    table: () => journeysOf(rows, known.size, builder),
    hasNulls: true,
  };
}

/** The rows of each id, in the order of the file: sorted by counting, as a file may have millions. */
function rowsById({ ids }: Rows, idCount: number): { order: Int32Array; ends: Int32Array } {
  const ends = new Int32Array(idCount + 1);
  for (const id of ids) ends[id + 1] = (ends[id + 1] as number) + 1;
  for (let id = 0; id < idCount; id += 1) {
    ends[id + 1] = (ends[id + 1] as number) + (ends[id] as number);
  }
  const next = ends.slice();
  const order = new Int32Array(ids.length);
  ids.forEach((id, row) => {
    const place = next[id] as number;
    order[place] = row;
    next[id] = place + 1;
  });
  return { order, ends };
}

function journeysOf(rows: Rows, idCount: number, builder: PathTableBuilder): PathTable {
  const { order, ends } = rowsById(rows, idCount);
  const instant = (row: number) => rows.instants[row] as number;
  for (let id = 0; id < idCount; id += 1) {
    const own = order.subarray(ends[id], ends[id + 1]);
    own.sort((left, right) => instant(left) - instant(right) || left - right);
    const wholeId = speaksOfWholeId(rows, own);
    let from = 0;
    own.forEach((row, place) => {
      const isLast = place === own.length - 1;
      if (!isLast && (wholeId || rows.converted[row] !== true)) return;
      addJourney(rows, own.subarray(from, place + 1), builder);
      from = place + 1;
    });
  }
  return builder.build();
}

function speaksOfWholeId(rows: Rows, own: Int32Array): boolean {
  let value = 0;
  for (const row of own) {
    if (rows.converted[row] !== true) return false;
    const here = rows.values[row] as number;
    if (here > 0 && value > 0 && here !== value) return false;
    value = Math.max(value, here);
  }
  return true;
}

function addJourney(rows: Rows, own: Int32Array, builder: PathTableBuilder): void {
  const last = own.at(-1) as number;
  const converted = rows.converted[last] === true;
  const newest = rows.instants[last] as number;
  const value = own.reduce((largest, row) => Math.max(largest, rows.values[row] as number), 0);
  builder.add(
    own.map((row) => rows.sources[row] as number),
    { conversions: converted ? 1 : 0, value: converted ? value : 0, nulls: converted ? 0 : 1 },
    Float64Array.from(own, (row) => (newest - (rows.instants[row] as number)) / DAY_MS),
  );
}
