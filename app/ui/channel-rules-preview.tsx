import { BlockStack, Button, Card, InlineStack, List, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { RulesPreview } from '#app/views/channel-rules-view.server.ts';
import { counted, formatCount } from './amount.tsx';
import type { RuleInput } from './channel-rule-card.tsx';
import { RefusalBanner } from './refusal-banner.tsx';
import { useAnswer } from './use-answer.ts';

/** What the rules would change about the orders of the last 90 days, before they are saved. */
export function ChannelRulesPreview({ rules }: { rules: RuleInput[] }) {
  const [shown, setShown] = useState<{ of: string; preview: RulesPreview } | null>(null);
  const asked = JSON.stringify(rules);
  const { send, isBusy, refusal } = useAnswer<RulesPreview>({
    onDone: (preview) => setShown({ of: asked, preview }),
  });
  const preview = shown?.of === asked ? shown.preview : null;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="300" align="space-between" blockAlign="center">
          <Text as="p">These rules are not saved yet.</Text>
          <Button onClick={() => send({ intent: 'preview', rules })} loading={isBusy}>
            See what would change
          </Button>
        </InlineStack>
        <RefusalBanner refusal={refusal} />
        {preview && (
          <div aria-live="polite">
            <BlockStack gap="200">
              <Text as="p">
                {preview.changed === 0
                  ? `None of the ${counted(preview.orders, 'order')} of the last 90 days would change.`
                  : `${formatCount(preview.changed)} of ${counted(preview.orders, 'order')} of the last 90 days would change their channel:`}
              </Text>
              {preview.moves.length > 0 && (
                <List>
                  {preview.moves.map(({ from, to, visits }) => (
                    <List.Item key={`${from} ${to}`}>
                      {`${counted(visits, 'visit')} from ${from} to ${to}`}
                    </List.Item>
                  ))}
                </List>
              )}
            </BlockStack>
          </div>
        )}
      </BlockStack>
    </Card>
  );
}
