import { BlockStack, Text } from '@shopify/polaris';
import type { ShownRulesPreview } from '#app/views/attribution-rules-view.server.ts';
import { Amount, counted, formatCount } from './amount.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';
import { Name } from './name.tsx';

type Row = ShownRulesPreview['rows'][number];

const COLUMNS: readonly ListColumn<Row>[] = [
  { key: 'name', heading: 'Influencer', isText: true, cell: ({ name }) => <Name>{name}</Name> },
  { key: 'old', heading: 'Now', isNumber: true, cell: ({ byOld }) => <Amount value={byOld} /> },
  { key: 'new', heading: 'Then', isNumber: true, cell: ({ byNew }) => <Amount value={byNew} /> },
  {
    key: 'change',
    heading: 'Change',
    isNumber: true,
    cell: ({ change }) => <Amount value={change} />,
  },
];

/** Credit of each influencer now and by the new rules, before they are applied. */
export function RulesPreview({ preview }: { preview: ShownRulesPreview }) {
  const { model, orders, changed, rows, hidden } = preview;
  return (
    <BlockStack gap="200">
      <Text as="h2" variant="headingMd">
        What would change
      </Text>
      <Text as="p">
        <span aria-live="polite">
          {changed === 0
            ? `Nobody’s credit would change in the ${counted(orders, 'order')} with influencers of the last 90 days (model: ${model}).`
            : `In ${formatCount(changed)} of ${counted(orders, 'order')} with influencers of the last 90 days somebody’s credit would change (model: ${model}).`}
        </span>
      </Text>
      {rows.length > 0 && (
        <ListTable
          resource={{ singular: 'influencer', plural: 'influencers' }}
          columns={COLUMNS}
          rows={rows}
          idOf={({ id }) => id}
        />
      )}
      {hidden > 0 && (
        <Text as="p" tone="subdued">
          {`And ${counted(hidden, 'influencer')} with smaller changes.`}
        </Text>
      )}
    </BlockStack>
  );
}
