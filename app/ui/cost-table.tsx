import { BlockStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { COST_KIND_LABEL } from '#app/domain/cost.ts';
import type { ShownCost } from '#app/views/cost-shown.ts';
import { Amount } from './amount.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';
import { Name } from './name.tsx';

type Props = {
  costs: readonly ShownCost[];
  /** Buttons at the end of a line. */
  actions?: (cost: ShownCost) => ReactNode;
};

/** Costs, newest first, with what they came to in the shop's own currency. */
export function CostTable({ costs, actions }: Props) {
  const columns: ListColumn<ShownCost>[] = [
    {
      key: 'day',
      heading: 'Day',
      cell: ({ day, dayText }) => <time dateTime={day}>{dayText}</time>,
    },
    { key: 'kind', heading: 'Kind', cell: ({ kind }) => COST_KIND_LABEL[kind] },
    { key: 'note', heading: 'Note', isText: true, cell: ({ note }) => <Name>{note || '–'}</Name> },
    {
      key: 'amount',
      heading: 'Amount',
      isNumber: true,
      cell: ({ amount, shopAmount }) => (
        <BlockStack gap="050">
          <Amount value={shopAmount} />
          {amount.currency !== shopAmount.currency && (
            <Text as="span" tone="subdued" variant="bodySm" alignment="end">
              <Amount value={amount} />
            </Text>
          )}
        </BlockStack>
      ),
    },
    ...(actions ? [{ key: 'actions', heading: 'Change', cell: actions }] : []),
  ];
  return (
    <ListTable
      resource={{ singular: 'cost', plural: 'costs' }}
      columns={columns}
      rows={costs}
      idOf={({ id }) => id}
    />
  );
}
