import { Badge, BlockStack, Button, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { ShownRun } from '#app/views/reconciliation-shown.ts';
import { formatCount } from './amount.tsx';
import { DownloadButton } from './download-button.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';
import { RefusalBanner } from './refusal-banner.tsx';
import { TableCard } from './table-card.tsx';
import { useAnswer } from './use-answer.ts';
import { useRevalidateWhile } from './use-revalidate-while.ts';

const COLUMNS: readonly ListColumn<ShownRun>[] = [
  {
    key: 'started',
    heading: 'Compared',
    cell: ({ startedAt }) => <time dateTime={startedAt.iso}>{startedAt.text}</time>,
  },
  {
    key: 'seen',
    heading: 'Changes in Shopify',
    isNumber: true,
    cell: ({ seen }) => formatCount(seen),
  },
  {
    key: 'missing',
    heading: 'Missing here',
    isNumber: true,
    cell: ({ missing }) => formatCount(missing),
  },
  {
    key: 'stale',
    heading: 'Outdated here',
    isNumber: true,
    cell: ({ stale }) => formatCount(stale),
  },
  {
    key: 'repaired',
    heading: 'Repaired',
    isNumber: true,
    cell: ({ repaired }) => formatCount(repaired),
  },
  { key: 'result', heading: 'Result', isText: true, cell: (run) => <Result run={run} /> },
];

function Result({ run: { endedAt, error, missing, stale, repaired } }: { run: ShownRun }) {
  if (!endedAt) return <Badge tone="info">Looking</Badge>;
  if (error) {
    return (
      <BlockStack gap="050" inlineAlign="start">
        <Badge tone="critical">Problem</Badge>
        <Text as="span" variant="bodySm" breakWord>
          {error}
        </Text>
      </BlockStack>
    );
  }
  if (missing + stale === 0) return <Badge tone="success">All the same</Badge>;
  return missing + stale === repaired ? (
    <Badge tone="success">Repaired</Badge>
  ) : (
    <Badge tone="warning">Partly repaired</Badge>
  );
}

type Props = { runs: readonly ShownRun[] };

/** What the hourly comparisons with Shopify found, and one on demand. */
export function ComparisonCard({ runs }: Props) {
  const latest = runs[0];
  /** The newest run when a comparison was asked for: done when a newer one has ended. */
  const [askedAfter, setAskedAfter] = useState<string | null>(null);
  const isAwaited = askedAfter !== null && (latest?.id === askedAfter || !latest?.endedAt);
  const { send, isBusy, refusal } = useAnswer<null>({ toast: 'Comparing with Shopify' });
  useRevalidateWhile(isAwaited && !refusal);
  const compare = () => {
    setAskedAfter(latest?.id ?? '');
    send({ intent: 'compare' });
  };
  return (
    <TableCard
      title="Compared with Shopify"
      note={
        runs.length === 0
          ? 'Not yet. Every hour Tributary looks for orders that Shopify has and we have not, and fetches them.'
          : 'Every hour Tributary looks for orders that Shopify has and we have not, and fetches them.'
      }
      actions={
        <>
          <Button onClick={compare} loading={isBusy || (isAwaited && !refusal)}>
            Compare now
          </Button>
          {runs.length > 0 && (
            <DownloadButton url="/app/export/comparisons" fileName="comparisons.csv">
              Export
            </DownloadButton>
          )}
        </>
      }
    >
      <RefusalBanner refusal={refusal} />
      {runs.length > 0 && (
        <ListTable
          resource={{ singular: 'comparison', plural: 'comparisons' }}
          columns={COLUMNS}
          rows={runs}
          idOf={({ id }) => id}
        />
      )}
    </TableCard>
  );
}
