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
import { FORMAT_LABEL, FORMATS, PLATFORM_LABEL, PLATFORMS } from '#app/domain/platform-name.ts';
import type { AddView } from '#app/views/campaign-form-view.server.ts';
import { counted } from './amount.tsx';
import { CodePreview } from './code-preview.tsx';
import { FormFrame } from './form-frame.tsx';
import { InfluencerPicker } from './influencer-picker.tsx';
import { OfferFields } from './offer-fields.tsx';
import { ProductPicker } from './product-picker.tsx';
import type { StartFormValues } from './start-input.ts';
import { useForm } from './use-form.ts';

const PLATFORM_OPTIONS = PLATFORMS.map((value) => ({ value, label: PLATFORM_LABEL[value] }));
const FORMAT_OPTIONS = FORMATS.map((value) => ({ value, label: FORMAT_LABEL[value] }));

function initialOf(view: AddView): StartFormValues {
  return {
    influencerIds: [],
    platform: 'instagram',
    format: 'reel',
    kind: 'percentage',
    percent: '15',
    amount: '',
    startsOn: view.startsOn,
    endsOn: view.endsOn,
    usageLimit: '',
    oncePerCustomer: false,
    combinesOrder: false,
    combinesProduct: false,
    combinesShipping: true,
    welcomeText: '',
    products: [],
    adoptCode: '',
  };
}

type Started = { ids: string[]; skipped: string[] };

function startedText({ ids, skipped }: Started): string {
  const added = `${counted(ids.length, 'influencer')} added`;
  return skipped.length > 0 ? `${added}, ${skipped.length} were in already` : added;
}

/** Adds influencers to a campaign: whom, where, with which offer, and what their pages say. */
export function StartForm({ view }: { view: AddView }) {
  const form = useForm<StartFormValues, Started>({
    initial: initialOf(view),
    toast: startedText,
    to: () => `/app/campaigns/${view.campaign.id}`,
  });
  const { values, set, error } = form;
  const isOne = values.influencerIds.length === 1;
  return (
    <FormFrame form={form}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <InfluencerPicker
              influencers={view.influencers}
              chosen={values.influencerIds}
              onChange={(ids) => set('influencerIds', ids)}
              error={error('influencerIds')}
            />
            <OfferFields values={values} currency={view.currency} set={set} error={error} />
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  Landing page
                </Text>
                <TextField
                  label="Welcome text"
                  value={values.welcomeText}
                  onChange={(value) => set('welcomeText', value)}
                  error={error('welcomeText')}
                  multiline={4}
                  autoComplete="off"
                  helpText="Greets her followers on her page. An empty line begins a new paragraph."
                />
                <ProductPicker
                  products={values.products}
                  onChange={(products) => set('products', products)}
                  error={error('featuredProductIds')}
                />
              </BlockStack>
            </Card>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <Card>
              <FormLayout>
                <Select
                  label="Platform"
                  options={PLATFORM_OPTIONS}
                  value={values.platform}
                  onChange={(value) => set('platform', value)}
                  error={error('platform')}
                />
                <Select
                  label="Format"
                  options={FORMAT_OPTIONS}
                  value={values.format}
                  onChange={(value) => set('format', value)}
                  error={error('format')}
                  helpText="Both go into the UTM parameters of the link."
                />
              </FormLayout>
            </Card>
            <Card>
              {values.adoptCode.trim() === '' ? (
                <CodePreview
                  campaignId={view.campaign.id}
                  influencerIds={values.influencerIds}
                  percent={values.kind === 'percentage' ? values.percent : ''}
                  platform={values.platform}
                />
              ) : (
                <Text as="p">The code that your shop has already is used as it is.</Text>
              )}
            </Card>
            <Card>
              <TextField
                label="Use a code that exists"
                value={values.adoptCode}
                onChange={(value) => set('adoptCode', value)}
                error={error('adoptCode')}
                autoComplete="off"
                disabled={!isOne && values.adoptCode === ''}
                helpText="For one influencer who has a code in Shopify already. Tributary never changes or deletes it."
              />
            </Card>
          </BlockStack>
        </Layout.Section>
      </Layout>
      <InlineStack align="end">
        <Button submit variant="primary" loading={form.isBusy}>
          {values.influencerIds.length === 0
            ? 'Add influencers'
            : `Add ${counted(values.influencerIds.length, 'influencer')}`}
        </Button>
      </InlineStack>
    </FormFrame>
  );
}
