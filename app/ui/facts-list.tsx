import { BlockStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

type Props = { facts: readonly { term: string; description: ReactNode }[] };

/** Terms with what they are, one above the other, so that narrow columns break neither. */
export function FactsList({ facts }: Props) {
  return (
    <dl style={{ margin: 0 }}>
      <BlockStack gap="200">
        {facts.map(({ term, description }) => (
          <div key={term}>
            <dt>
              <Text as="span" tone="subdued" variant="bodySm">
                {term}
              </Text>
            </dt>
            <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{description}</dd>
          </div>
        ))}
      </BlockStack>
    </dl>
  );
}
