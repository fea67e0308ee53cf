import type { QualityShare } from '#app/views/quality-share.ts';
import { formatCount } from './amount.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';

type Props = { heading: string; rows: readonly QualityShare[] };

/** Shares over the orders of a period, each with what to do about it. */
export function ShareTable({ heading, rows }: Props) {
  const columns: ListColumn<QualityShare>[] = [
    { key: 'what', heading, isText: true, cell: ({ label }) => label },
    {
      key: 'orders',
      heading: 'Orders',
      isNumber: true,
      cell: ({ orders }) => formatCount(orders),
    },
    { key: 'share', heading: 'Of all orders', isNumber: true, cell: ({ share }) => share },
    { key: 'advice', heading: 'What to do', isText: true, cell: ({ advice }) => advice },
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
