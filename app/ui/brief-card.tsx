import { BlockStack, Button, Card, Text } from '@shopify/polaris';
import type { ShownLetter } from '#app/views/launch-view.server.ts';
import { LetterList } from './letter-list.tsx';

type Props = { collaborationId: string; letters: readonly ShownLetter[] };

/** The way to the brief, and what was sent. */
export function BriefCard({ collaborationId, letters }: Props) {
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          Brief
        </Text>
        {letters.length === 0 ? (
          <Text as="p" tone="subdued">
            A mail with her code, link, QR code and page.
          </Text>
        ) : (
          <LetterList letters={letters} />
        )}
        <Button url={`/app/collaborations/${collaborationId}/brief`}>
          {letters.length === 0 ? 'Write the brief' : 'Open the brief'}
        </Button>
      </BlockStack>
    </Card>
  );
}
