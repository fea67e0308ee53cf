import { Badge, BlockStack, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { ShownMessage } from '#app/views/inbox-view.server.ts';
import { type ListColumn, ListTable } from './list-table.tsx';
import { Name } from './name.tsx';

const STATUS = {
  pending: { label: 'Waiting', tone: 'info' },
  done: { label: 'Processed', tone: 'success' },
  parked: { label: 'Needs you', tone: 'critical' },
} as const;

type Props = { rows: readonly ShownMessage[]; actions?: (row: ShownMessage) => ReactNode };

/** Messages from Shopify, with what became of them. */
export function MessageTable({ rows, actions }: Props) {
  const columns: ListColumn<ShownMessage>[] = [
    {
      key: 'what',
      heading: 'Message',
      cell: ({ what, topic }) => (
        <BlockStack gap="050">
          <Text as="span">{what}</Text>
          <Text as="span" tone="subdued" variant="bodySm">
            <Name>{topic}</Name>
          </Text>
        </BlockStack>
      ),
    },
    {
      key: 'received',
      heading: 'Received',
      cell: ({ receivedAt }) => <time dateTime={receivedAt.iso}>{receivedAt.text}</time>,
    },
    {
      key: 'status',
      heading: 'Status',
      isText: true,
      cell: ({ status, attempts, problem, notBefore }) => (
        <BlockStack gap="050" inlineAlign="start">
          <Badge tone={STATUS[status].tone}>{STATUS[status].label}</Badge>
          {problem && (
            <Text as="span" variant="bodySm" breakWord>
              <Name>{problem}</Name>
            </Text>
          )}
          {status === 'pending' && attempts > 0 && (
            <Text as="span" tone="subdued" variant="bodySm">
              {`Tried ${attempts} times${notBefore ? `, again at ${notBefore.text}` : ''}`}
            </Text>
          )}
        </BlockStack>
      ),
    },
    {
      key: 'order',
      heading: 'Order',
      cell: ({ orderId }) =>
        orderId ? <Link url={`/app/orders/${orderId}`}>See order</Link> : '–',
    },
    ...(actions ? [{ key: 'actions', heading: 'Actions', cell: actions }] : []),
  ];
  return (
    <ListTable
      resource={{ singular: 'message', plural: 'messages' }}
      columns={columns}
      rows={rows}
      idOf={({ id }) => id}
    />
  );
}
