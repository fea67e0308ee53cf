import {
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Layout,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { INFLUENCER_STATUS_LABEL, INFLUENCER_STATUSES } from '#app/domain/influencer.ts';
import { FormFrame } from './form-frame.tsx';
import type { InfluencerInput } from './influencer-input.ts';
import { PlatformFields } from './platform-fields.tsx';
import { useForm } from './use-form.ts';

const STATUSES = INFLUENCER_STATUSES.map((value) => ({
  value,
  label: INFLUENCER_STATUS_LABEL[value],
}));

export const EMPTY_INFLUENCER: InfluencerInput = {
  name: '',
  email: '',
  pictureUrl: '',
  niche: '',
  notes: '',
  status: 'active',
  platforms: [{ platform: 'instagram', handle: '', followers: '', url: '' }],
};

type Props = { initial: InfluencerInput };

/** The form of a new or a known influencer; it leads to her page. */
export function InfluencerForm({ initial }: Props) {
  const form = useForm<InfluencerInput, { id: string }>({
    initial,
    toast: 'Influencer saved',
    to: ({ id }) => `/app/influencers/${id}`,
  });
  const { values, set, error } = form;
  return (
    <FormFrame form={form}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Card>
              <FormLayout>
                <TextField
                  label="Name"
                  value={values.name}
                  onChange={(value) => set('name', value)}
                  error={error('name')}
                  maxLength={120}
                  autoComplete="off"
                  requiredIndicator
                  helpText="Her code, link and page start from it."
                />
                <TextField
                  label="E-mail"
                  type="email"
                  value={values.email}
                  onChange={(value) => set('email', value)}
                  error={error('email')}
                  autoComplete="off"
                />
                <TextField
                  label="Picture"
                  type="url"
                  value={values.pictureUrl}
                  onChange={(value) => set('pictureUrl', value)}
                  error={error('pictureUrl')}
                  autoComplete="off"
                  placeholder="https://"
                  helpText="The address of a square picture. It greets her followers on her landing page."
                />
              </FormLayout>
            </Card>
            <PlatformFields
              platforms={values.platforms}
              onChange={(platforms) => set('platforms', platforms)}
              error={error}
            />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <Card>
            <FormLayout>
              <Select
                label="Status"
                options={STATUSES}
                value={values.status}
                onChange={(value) => set('status', value)}
                error={error('status')}
                helpText="Only active influencers are offered for campaigns."
              />
              <TextField
                label="Niche"
                value={values.niche}
                onChange={(value) => set('niche', value)}
                error={error('niche')}
                autoComplete="off"
                placeholder="Skin care"
              />
              <TextField
                label="Notes"
                value={values.notes}
                onChange={(value) => set('notes', value)}
                error={error('notes')}
                multiline={4}
                autoComplete="off"
                helpText="Only you see them."
              />
            </FormLayout>
          </Card>
        </Layout.Section>
      </Layout>
      <InlineStack align="end" gap="200" blockAlign="center">
        {form.isDirty && (
          <Text as="span" tone="subdued">
            Not saved yet
          </Text>
        )}
        <Button submit variant="primary" loading={form.isBusy}>
          Save
        </Button>
      </InlineStack>
    </FormFrame>
  );
}
