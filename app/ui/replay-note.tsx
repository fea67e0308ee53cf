import { BlockStack, Card, ProgressBar, Text } from '@shopify/polaris';
import { formatCount } from './amount.tsx';

type Props = { progress: { done: number; total: number } };

/** How many orders have been worked out by new rules. */
export function ReplayNote({ progress: { done, total } }: Props) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="p" id="replay-progress">
          <span aria-live="polite">
            {`Applying the new rules: ${formatCount(done)} of ${formatCount(total)} orders done. Until all are, every figure goes by the rules of before. You can leave this page.`}
          </span>
        </Text>
        <ProgressBar
          progress={total === 0 ? 0 : Math.floor((done * 100) / total)}
          size="small"
          animated={false}
          ariaLabelledBy="replay-progress"
        />
      </BlockStack>
    </Card>
  );
}
