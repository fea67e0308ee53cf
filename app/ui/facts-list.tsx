import { Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

type Props = { facts: readonly { term: string; description: ReactNode }[] };

const LIST = { display: 'grid', gap: 'var(--p-space-200)', margin: 0 } as const;

/** Terms with what they are, one above the other, so that narrow columns break neither. */
export function FactsList({ facts }: Props) {
  return (
    <dl style={LIST}>
      {facts.map(({ term, description }) => (
        <div key={term} style={{ minWidth: 0 }}>
          <dt>
            <Text as="span" tone="subdued" variant="bodySm">
              {term}
            </Text>
          </dt>
          <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{description}</dd>
        </div>
      ))}
    </dl>
  );
}
