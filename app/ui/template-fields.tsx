import { useFetcher } from '@remix-run/react';
import { BlockStack, FormLayout, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import type { TemplatePreview } from '#app/views/code-preview-view.server.ts';
import type { SettingsInput } from './settings-input.ts';
import { SettingsSection } from './settings-section.tsx';

const PAUSE_MS = 300;
const TEMPLATES = [
  'codeTemplate',
  'codePrefix',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
] as const;

const UTM_FIELDS = [
  ['source', 'utm_source'],
  ['medium', 'utm_medium'],
  ['campaign', 'utm_campaign'],
  ['content', 'utm_content'],
  ['term', 'utm_term'],
] as const;

type Props = {
  values: SettingsInput;
  set: <Name extends keyof SettingsInput>(name: Name, value: SettingsInput[Name]) => void;
  error: (name: string) => string | false;
  preview: TemplatePreview;
};

/** The templates of codes and links, with what they make of an example while they are typed. */
export function TemplateFields({ values, set, error, preview: first }: Props) {
  const preview = useTemplatePreview(values, first);
  return (
    <>
      <SettingsSection
        title="Codes"
        description="How new discount codes are named. Codes that exist keep their names. Use {FIRSTNAME}, {LASTNAME}, {NAME}, {HANDLE}, {PERCENT} and {CAMPAIGN}."
      >
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label="Code template"
              value={values.codeTemplate}
              onChange={(value) => set('codeTemplate', value)}
              error={error('codeTemplate') || preview.codeProblem || false}
              autoComplete="off"
              monospaced
            />
            <TextField
              label="Prefix"
              value={values.codePrefix}
              onChange={(value) => set('codePrefix', value)}
              error={error('codePrefix')}
              helpText="Stands before every code, such as your shop’s name."
              autoComplete="off"
              monospaced
            />
          </FormLayout.Group>
          <Example label="Sarah Miller gets">{preview.codes.join(' or ')}</Example>
        </FormLayout>
      </SettingsSection>
      <SettingsSection
        title="Links"
        description="Which UTM parameters new tracking links carry, for your other analytics. Credit never depends on their spelling: every link carries an id as well. Use {influencer}, {platform}, {campaign} and {format}."
      >
        <FormLayout>
          {UTM_FIELDS.map(([name, label]) => (
            <TextField
              key={name}
              label={label}
              value={values[name]}
              onChange={(value) => set(name, value)}
              error={error(`utmTemplate.${name}`)}
              autoComplete="off"
              monospaced
            />
          ))}
          <Example label="A link looks like this" problem={preview.utmProblem}>
            {preview.link}
          </Example>
        </FormLayout>
      </SettingsSection>
    </>
  );
}

function Example({
  label,
  problem = null,
  children,
}: {
  label: string;
  problem?: string | null;
  children: string;
}) {
  return (
    <BlockStack gap="100">
      <Text as="p" tone="subdued">
        {label}
      </Text>
      <div aria-live="polite">
        {problem ? (
          <Text as="p" tone="critical">
            {problem}
          </Text>
        ) : (
          <code style={{ overflowWrap: 'anywhere' }}>{children || '–'}</code>
        )}
      </div>
    </BlockStack>
  );
}

/** Asks the server, a moment after the last key, what the templates make. */
function useTemplatePreview(values: SettingsInput, first: TemplatePreview): TemplatePreview {
  const { load, data } = useFetcher<TemplatePreview>();
  const query = new URLSearchParams(TEMPLATES.map((name) => [name, values[name]])).toString();
  const [asked, setAsked] = useState(query);
  useEffect(() => {
    if (query === asked) return;
    const timer = setTimeout(() => {
      setAsked(query);
      load(`/app/settings/preview?${query}`);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [query, asked, load]);
  return data ?? first;
}
