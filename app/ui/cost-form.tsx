import { BlockStack, Button, FormLayout, InlineStack, Select, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { COST_KIND_LABEL, COST_KINDS } from '#app/domain/cost.ts';
import type { ShownCost } from '#app/views/cost-shown.ts';
import type { CostInput } from './cost-input.ts';
import { RefusalBanner } from './refusal-banner.tsx';
import { useAnswer } from './use-answer.ts';

const KINDS = COST_KINDS.map((value) => ({ value, label: COST_KIND_LABEL[value] }));

type Props = {
  /** The cost to change, null for a new one. */
  cost: ShownCost | null;
  shopCurrency: string;
  today: string;
  onDone: () => void;
};

/** Adds or changes one cost of the collaboration whose page it stands on. */
export function CostForm({ cost, shopCurrency, today, onDone }: Props) {
  const [values, setValues] = useState<CostInput>({
    kind: cost?.kind ?? 'fee',
    amount: cost?.amount.amount ?? '',
    currency: cost?.amount.currency ?? shopCurrency,
    exchangeRate: cost?.exchangeRate ?? '',
    incurredOn: cost?.day ?? today,
    note: cost?.note ?? '',
  });
  const { send, isBusy, refusal } = useAnswer<{ id: string }>({ toast: 'Cost saved', onDone });
  const set = (name: keyof CostInput) => (value: string) =>
    setValues((before) => ({ ...before, [name]: value }));
  const error = (name: string) => refusal?.fields[name] ?? false;
  const currency = values.currency.trim().toUpperCase();
  const isForeign = currency !== shopCurrency;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send({ intent: 'save-cost', id: cost?.id ?? null, cost: values });
      }}
    >
      <BlockStack gap="300">
        <RefusalBanner refusal={refusal} />
        <FormLayout>
          <FormLayout.Group>
            <Select
              label="Kind"
              options={KINDS}
              value={values.kind}
              onChange={set('kind')}
              error={error('kind')}
            />
            <TextField
              label="Day"
              type="date"
              value={values.incurredOn}
              onChange={set('incurredOn')}
              error={error('incurredOn')}
              autoComplete="off"
            />
          </FormLayout.Group>
          <FormLayout.Group>
            <TextField
              label="Amount"
              inputMode="decimal"
              value={values.amount}
              onChange={set('amount')}
              error={error('amountMinor')}
              autoComplete="off"
            />
            <TextField
              label="Currency"
              value={values.currency}
              onChange={set('currency')}
              error={error('currency')}
              maxLength={3}
              autoComplete="off"
            />
            {isForeign && (
              <TextField
                label={`${shopCurrency} for 1 ${currency}`}
                inputMode="decimal"
                value={values.exchangeRate}
                onChange={set('exchangeRate')}
                error={error('exchangeRate')}
                helpText="The rate you paid at. All figures are in your shop’s currency."
                autoComplete="off"
              />
            )}
          </FormLayout.Group>
          <TextField
            label="Note"
            value={values.note}
            onChange={set('note')}
            error={error('note')}
            autoComplete="off"
          />
        </FormLayout>
        <InlineStack gap="200" align="end">
          <Button onClick={onDone}>Cancel</Button>
          <Button submit variant="primary" loading={isBusy}>
            {cost ? 'Save cost' : 'Add cost'}
          </Button>
        </InlineStack>
      </BlockStack>
    </form>
  );
}
