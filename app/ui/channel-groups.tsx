import { BlockStack, Card, InlineGrid, Text } from '@shopify/polaris';
import { CHANNEL_LABEL } from '#app/domain/channel.ts';
import { CHANNEL_MEANING } from '#app/domain/channel-meaning.ts';
import { FactsList } from './facts-list.tsx';

const GROUPS = CHANNEL_MEANING.map(({ channel, meaning }) => ({
  term: CHANNEL_LABEL[channel],
  description: meaning,
}));
const MIDDLE = Math.ceil(GROUPS.length / 2);
const HALVES = [GROUPS.slice(0, MIDDLE), GROUPS.slice(MIDDLE)];

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
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
          {HALVES.map((groups) => (
            <FactsList key={groups[0]?.term} facts={groups} />
          ))}
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}
