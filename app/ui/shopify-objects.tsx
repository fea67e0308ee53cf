import { Badge, type BadgeProps, BlockStack, InlineStack, Text } from '@shopify/polaris';
import type { ShownObject } from '#app/views/collaboration-shown.ts';

const WHAT: Readonly<Record<ShownObject['kind'], string>> = {
  discount: 'Discount code',
  page: 'Landing page',
  redirect: 'Short address',
};

const STATE: Readonly<
  Record<ShownObject['state'], { label: string; tone: NonNullable<BadgeProps['tone']> }>
> = {
  intended: { label: 'Being made', tone: 'info' },
  live: { label: 'Live', tone: 'success' },
  off: { label: 'Switched off', tone: 'read-only' },
  missing: { label: 'Gone from Shopify', tone: 'critical' },
  failed: { label: 'Could not be made', tone: 'critical' },
};

type Props = { objects: readonly ShownObject[] };

/** What exists in Shopify for a collaboration, and why where it does not. */
export function ShopifyObjects({ objects }: Props) {
  return (
    <BlockStack gap="200">
      {objects.map(({ kind, state, problem }) => (
        <BlockStack key={kind} gap="050">
          <InlineStack gap="200" blockAlign="center" wrap={false}>
            <Text as="span">{WHAT[kind]}</Text>
            <Badge tone={STATE[state].tone}>{STATE[state].label}</Badge>
          </InlineStack>
          {problem && (
            <Text as="p" tone="critical" variant="bodySm" breakWord>
              {problem}
            </Text>
          )}
        </BlockStack>
      ))}
    </BlockStack>
  );
}
