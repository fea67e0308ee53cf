import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

type Props = {
  title: string;
  /** One sentence on what the table is about, or why there is none. */
  note?: ReactNode;
  actions?: ReactNode;
  /** The table; reaches the card's edges. */
  children?: ReactNode;
};

/** A card with a heading, its actions, and a table below. */
export function TableCard({ title, note, actions, children }: Props) {
  return (
    <Card padding="0">
      <div style={{ padding: 'var(--p-space-400)' }}>
        <InlineStack gap="300" align="space-between" blockAlign="start">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            {note && (
              <Text as="p" tone="subdued">
                {note}
              </Text>
            )}
          </BlockStack>
          {actions && <InlineStack gap="200">{actions}</InlineStack>}
        </InlineStack>
      </div>
      {children}
    </Card>
  );
}
