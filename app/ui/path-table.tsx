import type { ShownPath } from '#app/views/path-view.server.ts';
import { Amount, formatCount } from './amount.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';
import { Name } from './name.tsx';

const COLUMNS: readonly ListColumn<ShownPath>[] = [
  {
    key: 'path',
    heading: 'Contacts, first to last',
    isText: true,
    cell: ({ steps }) => <Steps steps={steps} />,
  },
  {
    key: 'orders',
    heading: 'Orders',
    isNumber: true,
    cell: ({ orders }) => formatCount(orders),
  },
  { key: 'net', heading: 'Net sales', isNumber: true, cell: ({ net }) => <Amount value={net} /> },
  {
    key: 'days',
    heading: 'Days to order',
    isNumber: true,
    cell: ({ averageDays }) => formatCount(averageDays),
  },
];

/** The steps of a path; each name keeps its own direction, so that arrows always point onwards. */
function Steps({ steps }: { steps: readonly string[] }) {
  let place = 0;
  return steps.map((step) => {
    place += 1;
    return (
      <span key={place}>
        {place > 1 && ' → '}
        <Name>{step}</Name>
      </span>
    );
  });
}

/** Paths with the orders that came by them. */
export function PathTable({ rows }: { rows: readonly ShownPath[] }) {
  return (
    <ListTable
      resource={{ singular: 'path', plural: 'paths' }}
      columns={COLUMNS}
      rows={rows}
      idOf={({ key }) => key}
    />
  );
}
