import { BlockStack, Button, Card, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import type { DataQualityView } from '#app/views/data-quality-view.server.ts';
import { counted, formatCount } from './amount.tsx';

type Props = { view: Pick<DataQualityView, 'webhooks' | 'freshness'> };

/** How fast and how steadily Shopify's messages come. */
export function MessagesCard({ view: { webhooks, freshness } }: Props) {
  const { messages, arrival, processing, silent } = webhooks;
  const facts = [
    ['Until a message arrives', `${arrival.usual} usually, ${arrival.slow} at the slow end`],
    [
      'Until it is in the figures',
      `${processing.usual} usually, ${processing.slow} at the slow end`,
    ],
    ['Waiting', counted(freshness.waiting, 'message')],
    ['Could not be read', counted(freshness.parked, 'message')],
  ] as const;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="300" align="space-between" blockAlign="start">
          <Text as="h2" variant="headingMd">
            Messages from Shopify
          </Text>
          <Button url="/app/inbox">See messages</Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          {`${counted(messages, 'message')} in the last 7 days. ${silentText(silent)}`}
        </Text>
        {messages > 0 && (
          <InlineGrid columns={{ xs: 1, sm: 2, md: 4 }} gap="300">
            {facts.map(([label, value]) => (
              <BlockStack key={label} gap="050">
                <Text as="p" tone="subdued" variant="bodySm">
                  {label}
                </Text>
                <Text as="p">{value}</Text>
              </BlockStack>
            ))}
          </InlineGrid>
        )}
      </BlockStack>
    </Card>
  );
}

function silentText({ hours, last }: DataQualityView['webhooks']['silent']): string {
  if (hours === 0 || !last) return 'In every hour with orders, messages came.';
  return `In ${formatCount(hours)} ${hours === 1 ? 'hour' : 'hours'} orders were placed but no message came, last from ${last.text}. Comparing with Shopify fetches what was missed.`;
}
