import { BlockStack, Card, ProgressBar, Text } from '@shopify/polaris';

type Props = {
  /** Unique on the screen. */
  id: string;
  progress: { done: number; total: number };
  /** What is going on, and how far it is. */
  children: string;
};

/** How far a longer work is, which goes on when the page is left. */
export function ProgressNote({ id, progress: { done, total }, children }: Props) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="p" id={id}>
          <span aria-live="polite">{`${children} You can leave this page.`}</span>
        </Text>
        <ProgressBar
          progress={total === 0 ? 0 : Math.floor((done * 100) / total)}
          size="small"
          animated={false}
          ariaLabelledBy={id}
        />
      </BlockStack>
    </Card>
  );
}
