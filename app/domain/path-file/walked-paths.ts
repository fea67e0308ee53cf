import { PathTableBuilder } from '../models/path-table-builder.ts';
import type { ColumnPlaces, RowReader } from './path-file.ts';
import { lineError, readAmount, readOptionalAmount } from './path-file-cell.ts';

export const PATH_COLUMNS = ['path', 'total_conversions'] as const;

/**
 * Rows of counted paths: `path` with its steps separated by ` > `, `total_conversions`, and where they are
 * there `total_conversion_value` and `total_null`. Rows of the same path are added up. A name cannot
 * contain a ">".
 */
export function walkedPaths(places: ColumnPlaces): RowReader {
  const builder = new PathTableBuilder({ merge: true });
  const at = (column: string) => places.get(column) ?? -1;
  const [path, conversions] = [at('path'), at('total_conversions')];
  const [value, nulls] = [at('total_conversion_value'), at('total_null')];
  return {
    row: (cells, line) => {
      const steps = (cells[path] ?? '').split('>').map((step) => {
        const name = step.trim();
        if (name === '') {
          const isWhole = (cells[path] ?? '').trim() === '';
          throw lineError(line, isWhole ? 'path is empty.' : 'path has an empty step.');
        }
        return builder.source(name);
      });
      builder.add(steps, {
        conversions: readAmount(cells[conversions] ?? '', 'total_conversions', line),
        value: readOptionalAmount(cells[value], 'total_conversion_value', line),
        nulls: readOptionalAmount(cells[nulls], 'total_null', line),
      });
    },
    table: () => builder.build(),
    hasNulls: places.has('total_null'),
  };
}
