import { Card, InlineStack, Spinner, Text } from '@shopify/polaris';
import { counted } from './amount.tsx';

/** That orders are being worked out again, and how many are left; nothing when there are none. */
export function RebuildNote({ orders }: { orders: number }) {
  if (orders === 0) return null;
  return (
    <Card padding="300">
      <InlineStack gap="200" blockAlign="center" wrap={false}>
        <Spinner size="small" accessibilityLabel="Working" />
        <Text as="p">
          <span aria-live="polite">
            {`${counted(orders, 'order')} still to be worked out again. You can leave this page.`}
          </span>
        </Text>
      </InlineStack>
    </Card>
  );
}
