import { Button, FormLayout, InlineStack, Layout, Select, TextField } from '@shopify/polaris';
import { MODEL_LABEL, MODELS } from '#app/domain/attribution-model.ts';
import type { SettingsView } from '#app/views/settings-view.server.ts';
import { FormFrame } from './form-frame.tsx';
import type { SettingsInput } from './settings-input.ts';
import { SettingsSection } from './settings-section.tsx';
import { TemplateFields } from './template-fields.tsx';
import { useForm } from './use-form.ts';
import { useModelSentence } from './use-model-sentence.ts';

const MODEL_OPTIONS = MODELS.map((value) => ({ value, label: MODEL_LABEL[value] }));

function inputOf({ settings }: SettingsView): SettingsInput {
  const { utmTemplate, tierThresholds } = settings;
  return {
    defaultModel: settings.defaultModel,
    codeTemplate: settings.codeTemplate,
    codePrefix: settings.codePrefix,
    source: utmTemplate.source ?? '',
    medium: utmTemplate.medium ?? '',
    campaign: utmTemplate.campaign ?? '',
    content: utmTemplate.content ?? '',
    term: utmTemplate.term ?? '',
    micro: String(tierThresholds.micro),
    mid: String(tierThresholds.mid),
    macro: String(tierThresholds.macro),
    mega: String(tierThresholds.mega),
    surveyAttribute: settings.surveyAttribute,
  };
}

const TIER_FIELDS = [
  ['micro', 'Micro from'],
  ['mid', 'Mid-tier from'],
  ['macro', 'Macro from'],
  ['mega', 'Mega from'],
] as const;

/** All that a merchant can set, each with what it changes. */
export function SettingsForm({ view }: { view: SettingsView }) {
  const form = useForm<SettingsInput, null>({ initial: inputOf(view), toast: 'Settings saved' });
  const { values, set, error } = form;
  const model = MODELS.find((name) => name === values.defaultModel) ?? 'last_touch';
  const sentence = useModelSentence(model);
  return (
    <FormFrame form={form}>
      <Layout>
        <SettingsSection
          title="Reports"
          description="Which model the screens begin with, and what the buyer says. How orders are credited is decided by the attribution rules below."
        >
          <FormLayout>
            <Select
              label="Model the screens begin with"
              options={MODEL_OPTIONS}
              value={values.defaultModel}
              onChange={(value) => set('defaultModel', value)}
              error={error('defaultModel')}
              helpText={sentence}
            />
            <TextField
              label="Attribute with the buyer’s answer"
              value={values.surveyAttribute}
              onChange={(value) => set('surveyAttribute', value)}
              error={error('surveyAttribute')}
              placeholder="How did you hear about us?"
              helpText="The order attribute in which your theme or survey app writes who sent the buyer. An answer that names one influencer by name, handle, profile or code counts as a contact with her. Leave it empty for the usual names, such as “How did you hear about us?” or “Referred by”. A change is applied to all orders again."
              autoComplete="off"
            />
          </FormLayout>
        </SettingsSection>
        <TemplateFields values={values} set={set} error={error} preview={view.preview} />
        <SettingsSection
          title="Tiers"
          description="From how many followers a tier begins. It changes badges, filters and the tier in every list at once; below micro is nano."
        >
          <FormLayout>
            <FormLayout.Group condensed>
              {TIER_FIELDS.map(([name, label]) => (
                <TextField
                  key={name}
                  label={label}
                  inputMode="numeric"
                  value={values[name]}
                  onChange={(value) => set(name, value)}
                  error={
                    error(`tierThresholds.${name}`) || (name === 'micro' && error('tierThresholds'))
                  }
                  autoComplete="off"
                />
              ))}
            </FormLayout.Group>
          </FormLayout>
        </SettingsSection>
      </Layout>
      <InlineStack align="end">
        <Button submit variant="primary" loading={form.isBusy}>
          Save
        </Button>
      </InlineStack>
    </FormFrame>
  );
}
