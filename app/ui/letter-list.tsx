import { BlockStack, Text } from '@shopify/polaris';
import type { ShownLetter } from '#app/views/launch-view.server.ts';

/** What became of the letters to her. */
export function LetterList({ letters }: { letters: readonly ShownLetter[] }) {
  return (
    <BlockStack gap="100">
      {letters.map(({ id, tone, sentence }) => (
        <Text key={id} as="p" tone={tone} breakWord>
          {sentence}
        </Text>
      ))}
    </BlockStack>
  );
}
