import { BlockStack, Card, Text } from '@shopify/polaris';
import { CHANNEL_LABEL } from '#app/domain/channel.ts';
import { CHANNEL_MEANING } from '#app/domain/channel-meaning.ts';
import { FactsList } from './facts-list.tsx';

/** The standard groups in the order in which they are tried. */
export function ChannelGroups() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Standard groups
        </Text>
        <Text as="p" tone="subdued">
          Influencers come before every rule. Where no rule of yours is met, the first of the other
          groups that fits decides.
        </Text>
        <FactsList
          facts={CHANNEL_MEANING.map(({ channel, meaning }) => ({
            term: CHANNEL_LABEL[channel],
            description: meaning,
          }))}
        />
      </BlockStack>
    </Card>
  );
}
