import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { BackfillView } from '#app/views/backfill-view.server.ts';
import { BackfillProgress, isFetching } from './backfill-progress.tsx';
import { RefusalBanner } from './refusal-banner.tsx';
import { useAnswer } from './use-answer.ts';

/** The orders of before the installation: how far they are, and once more. */
export function BackfillCard({ backfill }: { backfill: BackfillView | null }) {
  const { send, isBusy, refusal } = useAnswer<null>({ toast: 'Fetching the orders again' });
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="300" align="space-between" blockAlign="start">
          <Text as="h2" variant="headingMd">
            Orders of before the installation
          </Text>
          <Button
            onClick={() => send({ intent: 'backfill' })}
            loading={isBusy}
            disabled={isFetching(backfill)}
          >
            {backfill ? 'Fetch again' : 'Fetch them'}
          </Button>
        </InlineStack>
        <RefusalBanner refusal={refusal} />
        {backfill ? (
          <BackfillProgress backfill={backfill} />
        ) : (
          <Text as="p" tone="subdued">
            Not fetched yet.
          </Text>
        )}
        {backfill?.error && (
          <Text as="p" tone="critical" breakWord>
            {backfill.error}
          </Text>
        )}
        <Text as="p" tone="subdued">
          {reachText(backfill)}
        </Text>
      </BlockStack>
    </Card>
  );
}

function reachText(backfill: BackfillView | null): string {
  const again = 'Fetching again changes nothing that is right already.';
  if (!backfill || backfill.since) {
    return `Shopify shows apps the last 60 days of orders; with its permission to read all orders, all of them. ${again}`;
  }
  return `All orders, since Shopify lets Tributary read all of them. ${again}`;
}
