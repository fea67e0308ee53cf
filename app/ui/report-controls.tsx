import { BlockStack, Button, Card, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { MARKOV_FALLBACK, MODEL_LABEL, MODELS, type Model } from '#app/domain/attribution-model.ts';
import type { PeriodChoice, ShownQuery } from '#app/views/report-query.ts';
import { useListParams } from './use-list-params.ts';
import { useModelSentence } from './use-model-sentence.ts';

const PERIOD_LABEL: Readonly<Record<PeriodChoice, string>> = {
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  '120d': 'Last 120 days',
  month: 'This month',
  custom: 'Custom',
};

const PERIODS = Object.entries(PERIOD_LABEL).map(([value, label]) => ({ value, label }));

/** Period and model of a report. Both live in the address, so that a report can be kept and handed on. */
export function ReportControls({ query }: { query: ShownQuery }) {
  const { change, isLoading } = useListParams();
  const sentence = useModelSentence(query.model);
  const [isCustom, setIsCustom] = useState(query.choice === 'custom');
  useEffect(() => setIsCustom(query.choice === 'custom'), [query.choice]);
  const pick = (value: string) => {
    setIsCustom(value === 'custom');
    if (value !== 'custom') change({ period: value, from: null, to: null });
  };
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack gap="300" blockAlign="end">
          <Select
            label="Period"
            options={PERIODS}
            value={isCustom ? 'custom' : query.choice}
            onChange={pick}
          />
          {isCustom && <CustomPeriod query={query} />}
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

function CustomPeriod({ query }: { query: ShownQuery }) {
  const { change } = useListParams();
  const [from, setFrom] = useState(query.from);
  const [to, setTo] = useState(query.to);
  const isWrong = from !== '' && to !== '' && from > to;
  return (
    <>
      <TextField label="From" type="date" value={from} onChange={setFrom} autoComplete="off" />
      <TextField
        label="To"
        type="date"
        value={to}
        onChange={setTo}
        autoComplete="off"
        error={isWrong ? 'Choose a day after the first one.' : false}
      />
      <Button
        disabled={isWrong || from === '' || to === ''}
        onClick={() => change({ period: 'custom', from, to })}
      >
        Show
      </Button>
    </>
  );
}
