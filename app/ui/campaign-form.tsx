import {
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { CAMPAIGN_GOAL_LABEL, CAMPAIGN_GOALS } from '#app/domain/campaign.ts';
import type { CampaignFormView } from '#app/views/campaign-form-view.server.ts';
import type { CampaignInput } from './campaign-input.ts';
import { FormFrame } from './form-frame.tsx';
import { useForm } from './use-form.ts';

const GOALS = CAMPAIGN_GOALS.map((value) => ({ value, label: CAMPAIGN_GOAL_LABEL[value] }));

type Props = { view: CampaignFormView };

/** The form of a new or a known campaign; it leads to the campaign's page. */
export function CampaignForm({ view }: Props) {
  const { id, currency, ...initial } = view;
  const form = useForm<CampaignInput, { id: string }>({
    initial,
    toast: 'Campaign saved',
    to: (saved) => `/app/campaigns/${saved.id}`,
  });
  const { values, set, error } = form;
  return (
    <FormFrame form={form}>
      <Card>
        <FormLayout>
          <TextField
            label="Name"
            value={values.name}
            onChange={(value) => set('name', value)}
            error={error('name')}
            maxLength={120}
            requiredIndicator
            autoComplete="off"
          />
          <FormLayout.Group>
            <Select
              label="Goal"
              options={GOALS}
              value={values.goal}
              onChange={(value) => set('goal', value)}
              error={error('goal')}
            />
            <TextField
              label="Starts on"
              type="date"
              value={values.startsOn}
              onChange={(value) => set('startsOn', value)}
              error={error('startsOn')}
              autoComplete="off"
            />
            <TextField
              label="Ends on"
              type="date"
              value={values.endsOn}
              onChange={(value) => set('endsOn', value)}
              error={error('endsOn')}
              helpText="Leave it empty for a campaign without an end."
              autoComplete="off"
            />
          </FormLayout.Group>
        </FormLayout>
      </Card>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            Budget and targets
          </Text>
          <FormLayout>
            <FormLayout.Group>
              <TextField
                label="Budget"
                prefix={currency}
                inputMode="decimal"
                value={values.budget}
                onChange={(value) => set('budget', value)}
                error={error('budgetMinor')}
                helpText="The campaign shows how much of it is used."
                autoComplete="off"
              />
              <TextField
                label="Target CPA"
                prefix={currency}
                inputMode="decimal"
                value={values.targetCpa}
                onChange={(value) => set('targetCpa', value)}
                error={error('targetCpaMinor')}
                helpText="The most that an order may cost."
                autoComplete="off"
              />
              <TextField
                label="Target ROAS"
                suffix="×"
                inputMode="decimal"
                value={values.targetRoas}
                onChange={(value) => set('targetRoas', value)}
                error={error('targetRoasHundredths')}
                helpText="The least revenue for one unit of cost."
                autoComplete="off"
              />
            </FormLayout.Group>
            <TextField
              label="UTM campaign"
              value={values.utmCampaign}
              onChange={(value) => set('utmCampaign', value)}
              error={error('utmCampaign')}
              helpText={
                id
                  ? 'New links get this name. Links that exist keep theirs.'
                  : 'Leave it empty to make it from the name.'
              }
              autoComplete="off"
            />
          </FormLayout>
        </BlockStack>
      </Card>
      <InlineStack align="end">
        <Button submit variant="primary" loading={form.isBusy}>
          Save
        </Button>
      </InlineStack>
    </FormFrame>
  );
}
