import { Banner, BlockStack, Card, Divider, InlineStack, Text } from '@shopify/polaris';
import type { OrderView } from '#app/views/order-view.server.ts';
import type { ShownMoney } from '#app/views/shown.ts';
import { Amount } from './amount.tsx';
import { Name } from './name.tsx';

type Props = { view: OrderView };

const OUT_OF_FIGURES = {
  test: 'This is a test order: it is in no figure.',
  cancelled: 'The order was cancelled: its net sales are zero.',
} as const;

/** How the net sales of an order come about, step by step. */
export function SalesArithmetic({ view }: Props) {
  const { gross, discounts, refunds, net, outOfFigures, leftOut } = view.arithmetic;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Net sales
        </Text>
        {outOfFigures && <Banner tone="info">{OUT_OF_FIGURES[outOfFigures]}</Banner>}
        <Line label="Products, without tax" amount={gross} />
        <Line label="− Discounts" amount={discounts} />
        <Line
          label={outOfFigures === 'cancelled' ? '− Refunded or cancelled' : '− Refunded'}
          amount={refunds}
        />
        <Divider />
        <Line label="Net sales" amount={net} isStrong />
        {view.lines.length > 1 &&
          view.lines.map((line) => (
            <InlineStack key={line.id} align="space-between" gap="400" wrap={false}>
              <Text as="span" tone="subdued" variant="bodySm">
                <Name>{`${line.quantity} × ${line.title}${line.isGiftCard ? ' (gift card)' : ''}`}</Name>
              </Text>
              <Text as="span" tone="subdued" variant="bodySm">
                <Amount value={line.net} />
              </Text>
            </InlineStack>
          ))}
        {leftOut.length > 0 && (
          <>
            <Divider />
            <Text as="h3" variant="headingSm">
              Paid as well, and not part of net sales
            </Text>
            {leftOut.map(({ what, amount }) => (
              <Line key={what} label={what} amount={amount} />
            ))}
          </>
        )}
        {view.presentment && (
          <Text as="p" tone="subdued" variant="bodySm">
            The customer paid <Amount value={view.presentment} />. All figures are in the shop’s
            currency.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function Line({
  label,
  amount,
  isStrong = false,
}: {
  label: string;
  amount: ShownMoney;
  isStrong?: boolean;
}) {
  const fontWeight = isStrong ? 'bold' : 'regular';
  return (
    <InlineStack align="space-between" gap="400" wrap={false}>
      <Text as="span" fontWeight={fontWeight}>
        {label}
      </Text>
      <Text as="span" fontWeight={fontWeight}>
        <Amount value={amount} />
      </Text>
    </InlineStack>
  );
}
