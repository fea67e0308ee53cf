import { z } from 'zod';
import { dayField, optionalTextField, textField } from './text-field.ts';

/** What a form says about a tracking link. Addresses as they were typed; the shop's own hosts decide about them. */
export const linkDraftSchema = z.object({
  destination: textField({ max: 2000, label: 'where the link leads' }),
  appliesCode: z.boolean({ error: 'Say whether the link applies the code.' }),
  /** The last day, in the shop's time zone, on which it leads there. */
  lastDay: dayField.nullable(),
  fallback: optionalTextField({ max: 2000, label: 'where it leads then' }),
});
export type LinkDraft = z.input<typeof linkDraftSchema>;
