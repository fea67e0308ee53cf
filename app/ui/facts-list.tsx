import { Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

type Props = {
  facts: readonly { term: string; description: ReactNode }[];
  /** Beside each other as far as there is room, for short ones. */
  inRow?: boolean;
};

const LIST = { display: 'grid', gap: 'var(--p-space-200)', margin: 0 } as const;

const ROW = { ...LIST, gridTemplateColumns: 'repeat(auto-fit, minmax(8rem, 1fr))' } as const;

/** Terms with what they are, one above the other, so that narrow columns break neither. */
export function FactsList({ facts, inRow = false }: Props) {
  return (
    <dl style={inRow ? ROW : LIST}>
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
