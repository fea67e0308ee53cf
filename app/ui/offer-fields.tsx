import {
  BlockStack,
  Card,
  Checkbox,
  ChoiceList,
  FormLayout,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { OFFER_KIND_LABEL, OFFER_KINDS } from '#app/domain/collaboration.ts';
import type { StartFormValues } from './start-input.ts';

const KINDS = OFFER_KINDS.map((value) => ({ value, label: OFFER_KIND_LABEL[value] }));

const COMBINES = [
  { value: 'combinesProduct', label: 'Product discounts' },
  { value: 'combinesOrder', label: 'Order discounts' },
  { value: 'combinesShipping', label: 'Shipping discounts' },
] as const;

type Props = {
  values: StartFormValues;
  currency: string;
  set: <Name extends keyof StartFormValues>(name: Name, value: StartFormValues[Name]) => void;
  error: (name: string) => string | false;
};

/** What the codes give the buyer. */
export function OfferFields({ values, currency, set, error }: Props) {
  const combined = COMBINES.filter(({ value }) => values[value]).map(({ value }) => value);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Offer
        </Text>
        <FormLayout>
          <FormLayout.Group>
            <Select
              label="Kind"
              options={KINDS}
              value={values.kind}
              onChange={(value) => set('kind', value)}
              error={error('offer.kind')}
              helpText={
                values.kind === 'tracking_only'
                  ? 'The code takes nothing off the price; it only shows whose follower buys.'
                  : undefined
              }
            />
            {values.kind === 'percentage' && (
              <TextField
                label="Percentage"
                suffix="%"
                inputMode="decimal"
                value={values.percent}
                onChange={(value) => set('percent', value)}
                error={error('offer.percentBp')}
                autoComplete="off"
              />
            )}
            {values.kind === 'fixed_amount' && (
              <TextField
                label="Amount"
                prefix={currency}
                inputMode="decimal"
                value={values.amount}
                onChange={(value) => set('amount', value)}
                error={error('offer.amountMinor')}
                autoComplete="off"
              />
            )}
          </FormLayout.Group>
          <FormLayout.Group>
            <TextField
              label="First day"
              type="date"
              value={values.startsOn}
              onChange={(value) => set('startsOn', value)}
              error={error('offer.startsAt')}
              autoComplete="off"
            />
            <TextField
              label="Last day"
              type="date"
              value={values.endsOn}
              onChange={(value) => set('endsOn', value)}
              error={error('offer.endsAt')}
              helpText="Leave it empty for a code without an end."
              autoComplete="off"
            />
            <TextField
              label="Uses of each code"
              inputMode="numeric"
              value={values.usageLimit}
              onChange={(value) => set('usageLimit', value)}
              error={error('offer.usageLimit')}
              helpText="Leave it empty for no limit."
              autoComplete="off"
            />
          </FormLayout.Group>
          <Checkbox
            label="Once per customer"
            checked={values.oncePerCustomer}
            onChange={(value) => set('oncePerCustomer', value)}
          />
          <ChoiceList
            allowMultiple
            title="Combines with"
            choices={[...COMBINES]}
            selected={combined}
            onChange={(chosen) => {
              for (const { value } of COMBINES) set(value, chosen.includes(value));
            }}
          />
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
