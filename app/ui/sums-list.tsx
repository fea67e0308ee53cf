import { BlockStack, InlineGrid, Text } from '@shopify/polaris';
import type { ShownSums } from '#app/views/figures.ts';
import { formatAmount, formatCount } from './amount.tsx';

/** Figures without a comparison, side by side. */
export function SumsList({ sums }: { sums: ShownSums }) {
  const figures = [
    ['Revenue', formatAmount(sums.revenue)],
    ['Cost', formatAmount(sums.cost)],
    ['ROI', sums.roi],
    ['ROAS', sums.roas],
    ['Orders', formatCount(sums.orders)],
    ['CPA', sums.cpa ? formatAmount(sums.cpa) : '–'],
    ['New customers', formatCount(sums.newCustomers)],
  ] as const;
  return (
    <InlineGrid columns={{ xs: 2, sm: 3, md: 4, lg: 7 }} gap="300">
      {figures.map(([label, value]) => (
        <BlockStack key={label} gap="050">
          <Text as="p" tone="subdued" variant="bodySm">
            {label}
          </Text>
          <Text as="p" variant="headingMd" breakWord>
            {value}
          </Text>
        </BlockStack>
      ))}
    </InlineGrid>
  );
}
