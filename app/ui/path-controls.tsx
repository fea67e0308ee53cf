import { BlockStack, Card, Checkbox, InlineStack, Text } from '@shopify/polaris';
import type { PathView } from '#app/views/path-view.server.ts';
import { counted } from './amount.tsx';
import { PeriodSelect } from './period-select.tsx';
import { useListParams } from './use-list-params.ts';

type Props = { view: Pick<PathView, 'period' | 'allOrders' | 'orders'> };

/** Which orders the journeys are of, in the address. */
export function PathControls({ view: { period, allOrders, orders } }: Props) {
  const { change, isLoading } = useListParams();
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack gap="300" blockAlign="end">
          <PeriodSelect period={period} />
          <Checkbox
            label="Also orders without influencers"
            checked={allOrders}
            onChange={(on) => change({ orders: on ? 'all' : null })}
          />
        </InlineStack>
        <Text as="p" tone="subdued" variant="bodySm">
          <span aria-live="polite">
            {isLoading ? 'Counting…' : `${counted(orders, 'order')}, ${period.periodText}.`}
          </span>
        </Text>
      </BlockStack>
    </Card>
  );
}
