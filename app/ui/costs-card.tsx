import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { CollaborationView } from '#app/views/collaboration-view.server.ts';
import type { ShownCost } from '#app/views/cost-shown.ts';
import { formatAmount } from './amount.tsx';
import { CostForm } from './cost-form.tsx';
import { CostTable } from './cost-table.tsx';
import { DownloadButton } from './download-button.tsx';
import { RefusalBanner } from './refusal-banner.tsx';
import { useAnswer } from './use-answer.ts';

type Open = { cost: ShownCost | null } | null;

/** What a collaboration cost: the list, and a form in its place to add or change one. */
export function CostsCard({ view }: { view: CollaborationView }) {
  const [open, setOpen] = useState<Open>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const remove = useAnswer<null>({ toast: 'Cost removed', onDone: () => setAsked(null) });
  const actions = (cost: ShownCost) => {
    const what = `${formatAmount(cost.amount)} of ${cost.dayText}`;
    if (asked === cost.id) {
      return (
        <ButtonGroup>
          <Button
            size="slim"
            tone="critical"
            loading={remove.isBusy}
            onClick={() => remove.send({ intent: 'remove-cost', id: cost.id })}
            accessibilityLabel={`Really remove ${what}`}
          >
            Really remove
          </Button>
          <Button size="slim" onClick={() => setAsked(null)}>
            Keep
          </Button>
        </ButtonGroup>
      );
    }
    return (
      <ButtonGroup>
        <Button size="slim" onClick={() => setOpen({ cost })} accessibilityLabel={`Edit ${what}`}>
          Edit
        </Button>
        <Button size="slim" onClick={() => setAsked(cost.id)} accessibilityLabel={`Remove ${what}`}>
          Remove
        </Button>
      </ButtonGroup>
    );
  };
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Costs
          </Text>
          <ButtonGroup>
            {view.costs.length > 0 && (
              <DownloadButton url={`/app/export/costs?id=${view.id}`} fileName="costs.csv">
                Export
              </DownloadButton>
            )}
            <Button onClick={() => setOpen({ cost: null })} disabled={open !== null}>
              Add cost
            </Button>
          </ButtonGroup>
        </InlineStack>
        <RefusalBanner refusal={remove.refusal} />
        {open && (
          <CostForm
            key={open.cost?.id ?? 'new'}
            cost={open.cost}
            shopCurrency={view.shopCurrency}
            today={view.today}
            onDone={() => setOpen(null)}
          />
        )}
        {view.costs.length === 0 ? (
          <Text as="p" tone="subdued">
            No cost yet. Add her fee, gifted products, production and the rest: ROI is only as true
            as its costs are complete.
          </Text>
        ) : (
          <CostTable costs={view.costs} actions={actions} />
        )}
      </BlockStack>
    </Card>
  );
}
