import { BlockStack, Card, Text } from '@shopify/polaris';
import type { SettingsView } from '#app/views/settings-view.server.ts';
import { DownloadButton } from './download-button.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';

type Row = SettingsView['privacyRequests'][number];

const WHAT: Readonly<Record<string, string>> = {
  'customers/data_request': 'A customer asks for their data',
  'customers/redact': 'A customer asks for erasure',
  'shop/redact': 'Erasure of the shop',
};

const COLUMNS: readonly ListColumn<Row>[] = [
  { key: 'what', heading: 'Request', cell: ({ topic }) => WHAT[topic] ?? topic },
  { key: 'received', heading: 'Received', cell: ({ receivedAt }) => receivedAt.text },
  { key: 'done', heading: 'Answered', cell: ({ doneAt }) => doneAt?.text ?? 'In progress' },
  {
    key: 'file',
    heading: 'File',
    cell: ({ id, hasFile }) =>
      hasFile ? (
        <DownloadButton
          url={`/app/settings/privacy?id=${encodeURIComponent(id)}`}
          fileName="customer-data.json"
        >
          Download
        </DownloadButton>
      ) : (
        '–'
      ),
  },
];

/** What customers asked for over Shopify, and what to pass on to them. */
export function PrivacyRequests({ requests }: { requests: readonly Row[] }) {
  return (
    <Card padding={requests.length > 0 ? '0' : '400'}>
      <div style={requests.length > 0 ? { padding: 'var(--p-space-400)' } : undefined}>
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Personal data
          </Text>
          <Text as="p" tone="subdued">
            {requests.length > 0
              ? 'Erasures are done by themselves. What a customer asked for is yours to pass on.'
              : 'No request yet. Erasures are done by themselves; what a customer asks for is kept here for you to pass on.'}
          </Text>
        </BlockStack>
      </div>
      {requests.length > 0 && (
        <ListTable
          resource={{ singular: 'request', plural: 'requests' }}
          columns={COLUMNS}
          rows={requests}
          idOf={({ id }) => id}
        />
      )}
    </Card>
  );
}
