import { BlockStack, Card, InlineGrid, Text, Tooltip } from '@shopify/polaris';
import type { FigureKey, ShownFigure } from '#app/views/figures.ts';
import type { ShownMoney } from '#app/views/shown.ts';
import { formatAmount } from './amount.tsx';
import { ChangeNote } from './change-note.tsx';

/** Every figure with what exactly it is: shown on hover and to screen readers. */
const MEANING: Readonly<Record<FigureKey, { label: string; hint: string }>> = {
  revenue: {
    label: 'Revenue from influencers',
    hint: 'Net sales that the chosen model credits to influencers: after discounts and refunds, without tax, shipping, tips and gift cards.',
  },
  cost: {
    label: 'Cost',
    hint: 'Fees, gifted products, production, amplification and other costs whose day lies in the period.',
  },
  roi: { label: 'ROI', hint: '(revenue − cost) / cost. 0% means that the cost just came back.' },
  roas: {
    label: 'ROAS',
    hint: 'Revenue for every unit of cost. 1.00× means that the cost just came back.',
  },
  orders: {
    label: 'Orders',
    hint: 'Whole orders of which the chosen model credits some part to an influencer. An order that two influencers share counts once here, and once for each of them in the ranking.',
  },
  cpa: { label: 'CPA', hint: 'Cost per order: cost / orders.' },
  newCustomers: {
    label: 'New customers',
    hint: 'Those of these orders that were their customer’s first in your shop.',
  },
};

type Props = {
  figures: readonly ShownFigure[];
  previousText: string;
  /** Whose revenue it is, where it is not that of all influencers. */
  revenueLabel?: string;
};

/** The figure that the screen is about: as wide as two. With it the seven cards fill whole lines. */
const MAIN: FigureKey = 'revenue';

/** The key figures, each beside the previous period. */
export function FigureCards({ figures, previousText, revenueLabel }: Props) {
  return (
    <section aria-label="Key figures">
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="300">
        {figures.map((figure) => (
          <div key={figure.key} style={{ display: 'grid', ...(figure.key === MAIN ? WIDE : {}) }}>
            <FigureCard
              figure={figure}
              previousText={previousText}
              label={(figure.key === MAIN && revenueLabel) || MEANING[figure.key].label}
            />
          </div>
        ))}
      </InlineGrid>
    </section>
  );
}

const WIDE = { gridColumn: 'span 2' } as const;

type CardProps = { figure: ShownFigure; previousText: string; label: string };

function FigureCard({ figure, previousText, label }: CardProps) {
  const { hint } = MEANING[figure.key];
  return (
    <Card>
      <BlockStack gap="150">
        <Text as="h2" variant="headingSm">
          <Tooltip content={hint} hasUnderline width="wide">
            {label}
          </Tooltip>
        </Text>
        <Text as="p" variant={figure.key === MAIN ? 'heading2xl' : 'headingLg'} breakWord>
          {textOf(figure.value)}
        </Text>
        {figure.change && <ChangeNote change={figure.change} />}
        <Tooltip content={previousText}>
          <Text as="span" tone="subdued" variant="bodySm" breakWord>
            {`Before: ${textOf(figure.previous)}`}
          </Text>
        </Tooltip>
      </BlockStack>
    </Card>
  );
}

function textOf(value: ShownMoney | string): string {
  return typeof value === 'string' ? value : formatAmount(value);
}
