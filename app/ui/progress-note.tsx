import { BlockStack, Card, ProgressBar, Text } from '@shopify/polaris';

type Props = { progress: { done: number; total: number } };

/** How far the codes, pages and links of a campaign are made in Shopify. */
export function ProgressNote({ progress: { done, total } }: Props) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="p" id="setup-progress">
          <span aria-live="polite">
            {`Setting up codes, pages and links in Shopify: ${done} of ${total} done. You can leave this page.`}
          </span>
        </Text>
        <ProgressBar
          progress={total === 0 ? 0 : Math.floor((done * 100) / total)}
          size="small"
          animated={false}
          ariaLabelledBy="setup-progress"
        />
      </BlockStack>
    </Card>
  );
}
