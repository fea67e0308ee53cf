import { BlockStack, Card, InlineStack, Select, Text } from '@shopify/polaris';
import { MARKOV_FALLBACK, MODEL_LABEL, MODELS, type Model } from '#app/domain/attribution-model.ts';
import type { ShownQuery } from '#app/views/report-query.ts';
import { PeriodSelect } from './period-select.tsx';
import { useListParams } from './use-list-params.ts';
import { useModelSentence } from './use-model-sentence.ts';

/** Period and model of a report. Both live in the address, so that a report can be kept and handed on. */
export function ReportControls({ query }: { query: ShownQuery }) {
  const { isLoading } = useListParams();
  const sentence = useModelSentence(query.model);
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack gap="300" blockAlign="end">
          <PeriodSelect period={query} />
          <ModelSelect model={query.model} />
        </InlineStack>
        <Text as="p" tone="subdued" variant="bodySm">
          <span aria-live="polite">
            {isLoading
              ? 'Working it out…'
              : `${query.periodText}, compared with ${query.previousText}. ${sentence}`}
          </span>
        </Text>
      </BlockStack>
    </Card>
  );
}

/** The attribution model of a screen, in the address. */
export function ModelSelect({ model }: { model: Model }) {
  const { change } = useListParams();
  const sentence = useModelSentence(model);
  return (
    <Select
      label="Attribution model"
      {...(sentence === MARKOV_FALLBACK ? { helpText: sentence } : {})}
      options={MODELS.map((value) => ({ value, label: MODEL_LABEL[value] }))}
      value={model}
      onChange={(value) => change({ model: value })}
    />
  );
}
