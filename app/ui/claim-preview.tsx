import { BlockStack, Text } from '@shopify/polaris';
import type { ShownClaimPreview } from '#app/views/claim-preview-view.server.ts';
import { Amount, counted, formatAmount, formatCount } from './amount.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';
import { Name } from './name.tsx';

type Row = ShownClaimPreview['rows'][number];
type Props = { preview: ShownClaimPreview; name: string };

/** What giving a code or UTM values to somebody would change, before it is done. */
export function ClaimPreview({ preview, name }: Props) {
  const { orders, looked, gained, net, models, rows } = preview;
  const columns: ListColumn<Row>[] = [
    {
      key: 'name',
      heading: 'Credited to',
      isText: true,
      cell: (row) => (
        <Text as="span" fontWeight={row.isHers ? 'semibold' : 'regular'}>
          <Name>{row.name}</Name>
        </Text>
      ),
    },
    ...models.map(({ model, label }) => ({
      key: model,
      heading: label,
      isNumber: true,
      cell: ({ amounts }: Row) => <Amount value={amounts[model]} />,
    })),
  ];
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        What would change
      </Text>
      <Text as="p">
        <span aria-live="polite">
          {orders === 0
            ? `No order carries it yet. ${name} gets those to come.`
            : `${counted(orders, 'order')} carry it${looked < orders ? `; worked out for the latest ${formatCount(looked)}` : ''}, with net sales of ${formatAmount(net)}. In ${formatCount(gained)} of them ${name} would be credited with more than now.`}
        </span>
      </Text>
      {orders > 0 && (
        <ListTable
          resource={{ singular: 'change', plural: 'changes' }}
          columns={columns}
          rows={rows}
          idOf={({ key }) => key}
        />
      )}
      <Text as="p" tone="subdued">
        Nothing changes in Shopify. What is credited to whom is worked out again for these orders;
        orders to come follow by themselves.
      </Text>
    </BlockStack>
  );
}
