import { IndexTable, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { ShownPage } from '#app/views/page-of.ts';
import { scrollReach } from './scroll-reach.ts';

export type ListColumn<Row> = {
  /** Name of the column in the address, where it sorts. */
  key: string;
  heading: string;
  /** Numbers stand at the end of their cell. */
  isNumber?: boolean;
  isSortable?: boolean;
  /** Words of people: they wrap instead of pushing the other columns out of sight. */
  isText?: boolean;
  cell: (row: Row) => ReactNode;
};

type Props<Row> = {
  /** What a row is called: "influencer", "influencers". */
  resource: { singular: string; plural: string };
  columns: readonly ListColumn<Row>[];
  rows: readonly Row[];
  idOf: (row: Row) => string;
  sort?: { key: string; descending: boolean; onSort: (key: string, descending: boolean) => void };
  page?: ShownPage & { onPage: (page: number) => void };
  /** What stands in place of the rows when there are none. */
  empty?: ReactNode;
};

const WRAPPING = { whiteSpace: 'normal', maxWidth: '20rem', minWidth: '8rem' } as const;

/** A table of records with sorting and paging; narrow screens scroll it sideways. */
export function ListTable<Row>({ resource, columns, rows, idOf, sort, page, empty }: Props<Row>) {
  const [first, ...rest] = columns.map((column) => ({
    id: column.key,
    title: column.heading,
    alignment: column.isNumber ? ('end' as const) : ('start' as const),
  }));
  if (!first) return null;
  const sorted = sort && columns.findIndex((column) => column.key === sort.key);
  const sorting = sort
    ? {
        sortable: columns.map((column) => column.isSortable === true),
        sortDirection: sort.descending ? ('descending' as const) : ('ascending' as const),
        ...(sorted !== undefined && sorted >= 0 ? { sortColumnIndex: sorted } : {}),
        onSort: (index: number, direction: string) => {
          const column = columns[index];
          if (column) sort.onSort(column.key, direction === 'descending');
        },
      }
    : {};
  const paging = page
    ? {
        pagination: {
          hasPrevious: page.hasPrevious,
          hasNext: page.hasNext,
          label: page.text,
          onPrevious: () => page.onPage(page.page - 1),
          onNext: () => page.onPage(page.page + 1),
        },
      }
    : {};
  return (
    <div ref={scrollReach}>
      <IndexTable
        resourceName={resource}
        itemCount={rows.length}
        headings={[first, ...rest]}
        selectable={false}
        {...sorting}
        {...paging}
        {...(empty ? { emptyState: empty } : {})}
      >
        {rows.map((row, position) => (
          <IndexTable.Row id={idOf(row)} key={idOf(row)} position={position}>
            {columns.map((column) => (
              <IndexTable.Cell key={column.key}>
                <Text
                  as="span"
                  alignment={column.isNumber ? 'end' : 'start'}
                  numeric={column.isNumber === true}
                >
                  {column.isText ? (
                    <div style={WRAPPING}>{column.cell(row)}</div>
                  ) : (
                    column.cell(row)
                  )}
                </Text>
              </IndexTable.Cell>
            ))}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </div>
  );
}
