import { z } from 'zod';
import { isAppError } from './app-error.ts';
import { MODELS } from './attribution-model.ts';
import { renderCode } from './code-template.ts';
import { optionalTextField, textField } from './text-field.ts';
import { renderUtm } from './utm.ts';

const followers = z
  .int({ error: 'Enter followers as a whole number.' })
  .min(1, { error: 'Enter at least 1 follower.' })
  .max(2_000_000_000, { error: 'Enter fewer followers.' });

/** A template is right when it can be filled; the domain says what is wrong with it. */
function fills(fill: () => unknown, context: z.RefinementCtx): void {
  try {
    fill();
  } catch (error) {
    if (!isAppError(error, 'invalid_input')) throw error;
    context.addIssue({ code: 'custom', message: error.message });
  }
}

const codeValues = { name: 'Jane Doe', handle: 'jane', percentBp: 1500, campaign: 'Spring' };
const utmValues = { influencer: 'jane', platform: 'instagram', campaign: 'spring', format: 'reel' };

const utmField = optionalTextField({ max: 255, label: 'the value' }).superRefine(
  (text, context) => {
    const blank = { source: text, medium: null, campaign: null, content: null, term: null };
    fills(() => renderUtm(blank, utmValues), context);
  },
);

/** What a form says about the shop's settings. */
export const settingsDraftSchema = z.object({
  defaultModel: z.enum(MODELS, { error: 'Choose a model.' }),
  codeTemplate: textField({ max: 100, label: 'a code template' }).superRefine((template, context) =>
    fills(() => renderCode(template, codeValues), context),
  ),
  codePrefix: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{0,20}$/, {
      error: 'Use up to 20 letters (A–Z) and digits, or leave it empty.',
    }),
  utmTemplate: z.object({
    source: utmField,
    medium: utmField,
    campaign: utmField,
    content: utmField,
    term: utmField,
  }),
  tierThresholds: z
    .object({ micro: followers, mid: followers, macro: followers, mega: followers })
    .refine(({ micro, mid, macro, mega }) => micro < mid && mid < macro && macro < mega, {
      error: 'Each tier must begin above the one before: micro, mid-tier, macro, mega.',
    }),
  surveyAttribute: optionalTextField({ max: 255, label: 'the attribute' }).transform(
    (name) => name ?? '',
  ),
});
export type SettingsDraft = z.output<typeof settingsDraftSchema>;
