import { Text } from '@shopify/polaris';
import type { ShownClass } from '#app/views/path-view.server.ts';
import { formatCount } from './amount.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';

type Props = { heading: string; rows: readonly ShownClass[] };

const SPACE = { minWidth: '8rem' } as const;

/** A distribution of orders over classes: in numbers, and as bars for those who see them. */
export function ClassTable({ heading, rows }: Props) {
  const columns: ListColumn<ShownClass>[] = [
    { key: 'class', heading, cell: ({ label }) => label },
    {
      key: 'orders',
      heading: 'Orders',
      isNumber: true,
      cell: ({ orders }) => formatCount(orders),
    },
    { key: 'share', heading: 'Share', isNumber: true, cell: ({ share }) => share },
    {
      key: 'bar',
      heading: 'Compared',
      cell: ({ fill }) => (
        <div style={SPACE} aria-hidden="true">
          <Bar fill={fill} />
        </div>
      ),
    },
  ];
  return (
    <ListTable
      resource={{ singular: 'class', plural: 'classes' }}
      columns={columns}
      rows={rows}
      idOf={({ label }) => label}
    />
  );
}

function Bar({ fill }: { fill: number }) {
  if (fill === 0) return <Text as="span">–</Text>;
  const bar = {
    width: `${Math.max(2, Math.round(fill * 100))}%`,
    height: 'var(--p-space-300)',
    background: 'var(--p-color-bg-fill-info)',
    border: 'var(--p-border-width-025) solid var(--p-color-border-info)',
  };
  return <div style={bar} />;
}
