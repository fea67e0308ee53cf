import { Checkbox, FormLayout, TextField } from '@shopify/polaris';
import type { AttributionInput } from './attribution-input.ts';
import { ChannelWindows } from './channel-windows.tsx';
import { SettingsSection } from './settings-section.tsx';

type NumberName = {
  [Name in keyof AttributionInput]: AttributionInput[Name] extends string ? Name : never;
}[keyof AttributionInput];
type FlagName = 'codeCounts' | 'codeBeatsLink' | 'ignoreDirect';

type Props = {
  values: AttributionInput;
  set: <Name extends keyof AttributionInput>(name: Name, value: AttributionInput[Name]) => void;
  error: (name: string) => string | false;
  /** What the Markov model has seen so far, in a sentence. */
  sample: string;
};

/** Every rule of attribution, each with what it changes. */
export function AttributionFields({ values, set, error, sample }: Props) {
  const number = (name: NumberName, label: string, suffix: string, path: string, help?: string) => (
    <TextField
      label={label}
      suffix={suffix}
      inputMode="numeric"
      value={values[name]}
      onChange={(value) => set(name, value)}
      error={error(path)}
      helpText={help}
      autoComplete="off"
    />
  );
  const flag = (name: FlagName, label: string, help: string) => (
    <Checkbox
      label={label}
      helpText={help}
      checked={values[name]}
      onChange={(on) => set(name, on)}
      disabled={name === 'codeBeatsLink' && !values.codeCounts}
    />
  );
  const weights = error('heuristics');
  return (
    <>
      <SettingsSection
        title="Windows"
        description="How long before an order a contact still counts."
      >
        <FormLayout>
          <FormLayout.Group>
            {number('influencerDays', 'Window for influencers', 'days', 'windows.influencerDays')}
            {number('otherDays', 'Window for other channels', 'days', 'windows.otherDays')}
          </FormLayout.Group>
          <ChannelWindows
            windows={values.channelDays}
            onChange={(windows) => set('channelDays', windows)}
            error={error}
          />
        </FormLayout>
      </SettingsSection>
      <SettingsSection
        title="What counts"
        description="Contacts that a rule leaves out are shown with their reason on the page of each order."
      >
        <FormLayout>
          {flag(
            'codeCounts',
            'A redeemed code is a contact',
            'Without it, orders are credited by visits, clicks and answers only; an order with nothing but a code is credited to nobody.',
          )}
          {flag(
            'codeBeatsLink',
            'A code beats the links of others',
            'When the code of one influencer is redeemed, visits over the links of other influencers do not count.',
          )}
          {flag(
            'ignoreDirect',
            'Ignore direct visits',
            'Visits of people who came by themselves count only where there is no other contact.',
          )}
        </FormLayout>
      </SettingsSection>
      <SettingsSection title="Weights" description="What single models go by.">
        <FormLayout>
          <FormLayout.Group>
            {number(
              'firstPercent',
              'Position based: first contact',
              '%',
              'heuristics.firstPercent',
            )}
            {number(
              'lastPercent',
              'Position based: last contact',
              '%',
              'heuristics.lastPercent',
              weights || 'Those in between share the rest.',
            )}
          </FormLayout.Group>
          {number(
            'halfLifeDays',
            'Time decay: half-life',
            'days',
            'heuristics.halfLifeDays',
            'A contact that is older by this much weighs half.',
          )}
          {number(
            'minimumConversions',
            'Data-driven: least number of orders',
            'orders',
            'minimumConversions',
            sample,
          )}
        </FormLayout>
      </SettingsSection>
    </>
  );
}
