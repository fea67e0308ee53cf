import { Badge, BlockStack, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import type { CampaignView, ShownTarget } from '#app/views/campaign-view.server.ts';
import { formatAmount } from './amount.tsx';
import { ModelSelect } from './report-controls.tsx';
import { SumsList } from './sums-list.tsx';
import { useModelSentence } from './use-model-sentence.ts';

/** What a campaign brought and cost over all time, how much of its budget is used and whether it meets its targets. */
export function CampaignFigures({ view }: { view: CampaignView }) {
  const { budget, targets } = view;
  const sentence = useModelSentence(view.model);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="end" gap="300">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              Figures of all time
            </Text>
            <Text as="p" tone="subdued" variant="bodySm">
              {`Orders count whenever they come in, also after the campaign has ended. ${sentence}`}
            </Text>
          </BlockStack>
          <ModelSelect model={view.model} />
        </InlineStack>
        <SumsList sums={view.sums} />
        {budget && (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              Budget
            </Text>
            <ProgressBar
              progress={budget.usedPercent}
              tone={budget.isOver ? 'critical' : 'primary'}
              size="small"
              ariaLabelledBy="budget-used"
            />
            <Text as="p" id="budget-used" tone={budget.isOver ? 'critical' : 'subdued'}>
              {budget.isOver
                ? `${budget.usedText} of ${formatAmount(budget.total)} used: over budget`
                : `${budget.usedText} of ${formatAmount(budget.total)} used, ${formatAmount(budget.left)} left`}
            </Text>
          </BlockStack>
        )}
        {targets.length > 0 && (
          <InlineStack gap="400">
            {targets.map((target) => (
              <TargetNote key={target.what} target={target} />
            ))}
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

function TargetNote({ target: { what, target, met } }: { target: ShownTarget }) {
  const wanted = typeof target === 'string' ? target : formatAmount(target);
  const text = what === 'cpa' ? `CPA at most ${wanted}` : `ROAS at least ${wanted}`;
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span">{`Target: ${text}`}</Text>
      {met === null ? (
        <Badge>Nothing to measure yet</Badge>
      ) : met ? (
        <Badge tone="success" progress="complete">
          Met
        </Badge>
      ) : (
        <Badge tone="attention" progress="incomplete">
          Not met
        </Badge>
      )}
    </InlineStack>
  );
}
