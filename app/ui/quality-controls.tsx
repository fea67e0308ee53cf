import { InlineStack, Select, Text } from '@shopify/polaris';
import type { DataQualityView } from '#app/views/data-quality-view.server.ts';
import { counted } from './amount.tsx';
import { useListParams } from './use-list-params.ts';

const PERIODS = [
  { value: '7d', label: 'Last 7 days' },
  { value: '30d', label: 'Last 30 days' },
  { value: '90d', label: 'Last 90 days' },
];

type Props = { view: Pick<DataQualityView, 'period' | 'orders'> };

/** The period that the shares are about, in the address. */
export function QualityControls({ view: { period, orders } }: Props) {
  const { change, isLoading } = useListParams();
  return (
    <InlineStack gap="300" blockAlign="end">
      <Select
        label="Period"
        options={PERIODS}
        value={period}
        onChange={(value) => change({ period: value })}
      />
      <Text as="p" tone="subdued">
        <span aria-live="polite">{isLoading ? 'Counting…' : counted(orders, 'order')}</span>
      </Text>
    </InlineStack>
  );
}
