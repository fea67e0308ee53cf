import { Badge, BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import type { OrderRow } from '#app/views/order-row.ts';
import type { ShownPage } from '#app/views/page-of.ts';
import { Amount } from './amount.tsx';
import { EmptyNote } from './empty-note.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';
import { Name } from './name.tsx';

const COLUMNS: readonly ListColumn<OrderRow>[] = [
  {
    key: 'name',
    heading: 'Order',
    cell: ({ id, name, outOfFigures }) => (
      <InlineStack gap="200" wrap={false}>
        <Link url={`/app/orders/${id}`}>
          <Name>{name}</Name>
        </Link>
        {outOfFigures && <Badge>{outOfFigures === 'test' ? 'Test' : 'Cancelled'}</Badge>}
      </InlineStack>
    ),
  },
  {
    key: 'placed',
    heading: 'Placed',
    cell: ({ placedAt }) => <time dateTime={placedAt.iso}>{placedAt.text}</time>,
  },
  {
    key: 'codes',
    heading: 'Codes',
    isText: true,
    cell: ({ codes }) => <Name>{codes.join(', ') || '–'}</Name>,
  },
  {
    key: 'credit',
    heading: 'Credited to',
    isText: true,
    cell: ({ credits, net }) => {
      if (!net)
        return (
          <Text as="span" tone="subdued">
            Being worked out
          </Text>
        );
      if (credits.length === 0)
        return (
          <Text as="span" tone="subdued">
            No influencer
          </Text>
        );
      return (
        <BlockStack gap="100">
          {credits.map(({ influencerId, name, amount }) => (
            <InlineStack key={influencerId} gap="200" wrap={false}>
              <Link url={`/app/influencers/${influencerId}`} monochrome>
                <Name>{name}</Name>
              </Link>
              <Amount value={amount} />
            </InlineStack>
          ))}
        </BlockStack>
      );
    },
  },
  {
    key: 'customer',
    heading: 'Customer',
    cell: ({ newCustomer }) => (newCustomer === null ? '–' : newCustomer ? 'New' : 'Returning'),
  },
  { key: 'net', heading: 'Net sales', isNumber: true, cell: ({ net }) => <Amount value={net} /> },
  { key: 'total', heading: 'Paid', isNumber: true, cell: ({ total }) => <Amount value={total} /> },
];

type Props = {
  rows: readonly OrderRow[];
  page?: ShownPage & { onPage: (page: number) => void };
};

/** Orders with the influencers that one model credits them to. */
export function OrderTable({ rows, page }: Props) {
  return (
    <ListTable
      resource={{ singular: 'order', plural: 'orders' }}
      columns={COLUMNS}
      rows={rows}
      idOf={({ id }) => id}
      {...(page ? { page } : {})}
      empty={
        <EmptyNote title="No orders here">
          Orders appear within seconds after they are placed. If you searched for one, try another
          name or code.
        </EmptyNote>
      }
    />
  );
}
