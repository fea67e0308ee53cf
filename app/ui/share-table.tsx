import { Text } from '@shopify/polaris';
import type { QualityShare } from '#app/views/quality-share.ts';
import { formatCount } from './amount.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';

type Props = { heading: string; rows: readonly QualityShare[] };

const WRAPPING = { whiteSpace: 'normal', minWidth: '11rem' } as const;

/** Shares over the orders of a period, each with what to do about it. */
export function ShareTable({ heading, rows }: Props) {
  const columns: ListColumn<QualityShare>[] = [
    {
      key: 'what',
      heading,
      cell: ({ label, advice }) => (
        <div style={WRAPPING}>
          <Text as="span">{label}</Text>
          <br />
          <Text as="span" tone="subdued" variant="bodySm">
            {advice}
          </Text>
        </div>
      ),
    },
    {
      key: 'orders',
      heading: 'Orders',
      isNumber: true,
      cell: ({ orders }) => formatCount(orders),
    },
    { key: 'share', heading: 'Of all orders', isNumber: true, cell: ({ share }) => share },
  ];
  return (
    <ListTable
      resource={{ singular: 'share', plural: 'shares' }}
      columns={columns}
      rows={rows}
      idOf={({ key }) => key}
    />
  );
}
