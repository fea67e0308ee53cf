import { z } from 'zod';
import { fieldsOf, wholeInput } from './form-input.ts';

const text = z.string().catch('');

/** What the settings form holds: texts, as they were typed. */
const settingsInputSchema = z.object({
  defaultModel: text,
  codeTemplate: text,
  codePrefix: text,
  source: text,
  medium: text,
  campaign: text,
  content: text,
  term: text,
  micro: text,
  mid: text,
  macro: text,
  mega: text,
  surveyAttribute: text,
});
export type SettingsInput = z.output<typeof settingsInputSchema>;

/** The form as the settings' schema takes it. */
export function settingsDraftFrom(body: unknown): unknown {
  const input = settingsInputSchema.parse(fieldsOf(body));
  const { source, medium, campaign, content, term, micro, mid, macro, mega } = input;
  return {
    defaultModel: input.defaultModel,
    codeTemplate: input.codeTemplate,
    codePrefix: input.codePrefix,
    utmTemplate: { source, medium, campaign, content, term },
    tierThresholds: {
      micro: wholeInput(micro),
      mid: wholeInput(mid),
      macro: wholeInput(macro),
      mega: wholeInput(mega),
    },
    surveyAttribute: input.surveyAttribute,
  };
}
