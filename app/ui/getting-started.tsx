import { Badge, BlockStack, Box, Button, Card, InlineStack, List, Text } from '@shopify/polaris';
import type { HomeView } from '#app/views/home-view.server.ts';

type Props = { steps: HomeView['steps'] };

/** What a new shop does first. It goes away by itself when the first order has come. */
export function GettingStarted({ steps }: Props) {
  const list = [
    {
      done: steps.influencers,
      title: 'Add an influencer',
      text: 'One at a time, or many from a spreadsheet.',
      url: '/app/influencers/new',
      action: 'Add influencer',
    },
    {
      done: steps.campaigns && steps.collaborations,
      title: 'Start a campaign with her',
      text: 'She gets her own code, landing page and tracking link in your shop.',
      url: '/app/campaigns/new',
      action: 'Create campaign',
    },
    {
      done: steps.orders,
      title: 'Share her code and link',
      text: 'The first order with them shows up here within seconds.',
      url: '/app/campaigns',
      action: 'See campaigns',
    },
  ];
  const next = list.findIndex(({ done }) => !done);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Three steps to your first figures
        </Text>
        <List type="number" gap="loose">
          {list.map(({ done, title, text, url, action }, place) => (
            <List.Item key={title}>
              <Box paddingBlockEnd="200">
                <BlockStack gap="150" inlineAlign="start">
                  <InlineStack gap="200" blockAlign="center">
                    <Text as="span" fontWeight="semibold">
                      {title}
                    </Text>
                    <Badge
                      progress={done ? 'complete' : 'incomplete'}
                      {...(done ? { tone: 'success' } : {})}
                    >
                      {done ? 'Done' : 'To do'}
                    </Badge>
                  </InlineStack>
                  <Text as="p" tone="subdued">
                    {text}
                  </Text>
                  {!done && (
                    <Button url={url} variant={place === next ? 'primary' : 'secondary'}>
                      {action}
                    </Button>
                  )}
                </BlockStack>
              </Box>
            </List.Item>
          ))}
        </List>
      </BlockStack>
    </Card>
  );
}
