import { BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris';

type Action = { content: string; url: string; primary?: boolean };
type Props = { title: string; children: string; actions?: readonly Action[] };

/** What stands where nothing is yet: why it is empty and what to do first. */
export function EmptyNote({ title, children, actions = [] }: Props) {
  return (
    <Box padding="800">
      <BlockStack gap="300" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">
          {title}
        </Text>
        <Box maxWidth="32rem">
          <Text as="p" tone="subdued" alignment="center">
            {children}
          </Text>
        </Box>
        {actions.length > 0 && (
          <InlineStack gap="200" align="center">
            {actions.map(({ content, url, primary }) => (
              <Button key={url} url={url} variant={primary ? 'primary' : 'secondary'}>
                {content}
              </Button>
            ))}
          </InlineStack>
        )}
      </BlockStack>
    </Box>
  );
}
