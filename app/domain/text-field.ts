import { z } from 'zod';

type TextOptions = { readonly max: number; readonly label: string; readonly lines?: boolean };

const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINES = /[^\P{Cc}\n\t]/u;

/**
 * A required text: trimmed, at most `max` characters, without control characters (line breaks and tabs
 * only when `lines`, line breaks as \n) and without broken Unicode. Anything else is kept as it is,
 * markup too: escaping belongs to whoever renders it.
 */
export function textField({ max, label, lines = false }: TextOptions) {
  return boundedText({ max, label, lines }).refine((text) => text !== '', {
    error: `Enter ${label}.`,
    abort: true,
  });
}

/** As textField, but empty, null and missing all become null. */
export function optionalTextField(options: TextOptions) {
  return boundedText(options)
    .nullish()
    .transform((text) => text || null);
}

function boundedText({ max, label, lines = false }: TextOptions) {
  const refused = lines ? CONTROL_BUT_LINES : CONTROL;
  const name = label.replace(/^(?:an?|the) /, '');
  return z
    .string({ error: `Enter ${label}.` })
    .overwrite((text) => (lines ? text.replace(/\r\n?/g, '\n') : text).trim())
    .max(max, { error: `Shorten the ${name} to ${max} characters.` })
    .refine((text) => text.isWellFormed() && !refused.test(text), {
      error: `Remove the invisible control characters from the ${name}.`,
    });
}

/** A calendar day, YYYY-MM-DD, that exists. */
export const dayField = z.iso.date({ error: 'Enter a date as YYYY-MM-DD.' });
