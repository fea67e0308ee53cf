import { Banner, type BannerHandles, BlockStack, Text } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import type { Refusal } from '#app/views/refusal.ts';

type Props = { refusal: Refusal | null };

/** Says in red, where it happened, what was not done and what to do. Takes the focus, so that it is heard. */
export function RefusalBanner({ refusal }: Props) {
  const place = useRef<BannerHandles>(null);
  useEffect(() => {
    if (refusal) place.current?.focus();
  }, [refusal]);
  if (!refusal) return null;
  return (
    <Banner ref={place} tone="critical" title={refusal.title}>
      <BlockStack gap="100">
        {refusal.message && (
          <Text as="p" breakWord>
            {refusal.message}
          </Text>
        )}
        {refusal.advice && <Text as="p">{refusal.advice}</Text>}
      </BlockStack>
    </Banner>
  );
}
