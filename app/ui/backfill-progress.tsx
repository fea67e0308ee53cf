import { BlockStack, ProgressBar, Text } from '@shopify/polaris';
import type { BackfillView } from '#app/views/backfill-view.server.ts';
import { counted, formatCount } from './amount.tsx';

/** Whether the orders of before the installation are still on their way. */
export function isFetching(backfill: BackfillView | null): boolean {
  return backfill !== null && backfill.state !== 'done' && backfill.state !== 'failed';
}

/** How far the orders of before the installation have come, as a sentence with a bar. */
export function BackfillProgress({ backfill }: { backfill: BackfillView }) {
  const { percentage } = backfill;
  return (
    <BlockStack gap="200">
      <Text as="p" id="backfill-progress">
        <span aria-live="polite">{progressText(backfill)}</span>
      </Text>
      {isFetching(backfill) && (
        <ProgressBar
          progress={percentage ?? 0}
          size="small"
          animated={false}
          ariaLabelledBy="backfill-progress"
        />
      )}
    </BlockStack>
  );
}

function progressText(backfill: BackfillView): string {
  const { state, ordersTotal, ordersSeen, ordersApplied, ordersRefused } = backfill;
  const refused = ordersRefused > 0 ? ` ${counted(ordersRefused, 'order')} could not be read.` : '';
  const found = ordersTotal === null ? '' : `, ${counted(ordersTotal, 'order')} so far`;
  switch (state) {
    case 'requested':
    case 'running':
      return `Shopify is gathering the orders of before the installation${found}. You can leave this page.`;
    case 'downloading':
      return `Fetching the orders of before the installation: ${formatCount(ordersSeen)} of ${ordersTotal === null ? 'unknown' : formatCount(ordersTotal)}.${refused} You can leave this page.`;
    case 'done':
      return `${counted(ordersApplied, 'order')} of before the installation ${ordersApplied === 1 ? 'is' : 'are'} here.${refused}`;
    case 'failed':
      return `The orders of before the installation could not be fetched: ${formatCount(ordersApplied)} are here.`;
  }
}
