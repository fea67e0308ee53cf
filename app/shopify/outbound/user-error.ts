import { z } from 'zod';

/** The user errors of any mutation, as every document here selects them. */
export const userErrorsSchema = z.array(
  z.object({
    code: z.string().nullable().default(null),
    field: z.array(z.string()).nullable(),
    message: z.string(),
  }),
);

/** Why Shopify did not do it: its own code, the input field it blames, and a sentence for the merchant. */
export type Refusal = { code: string; field: string; message: string };

/** What a mutation brought about, or why it did not. */
export type Outcome<Made> = { made: Made; refused?: never } | { made?: never; refused: Refusal };

/** Sentences where Shopify's own message would not tell a merchant what to do. */
const SENTENCE: Readonly<Record<string, string>> = {
  TAKEN: 'This name is already in use in the shop.',
  TOO_LONG: 'The text is longer than Shopify allows. Shorten it.',
  VALUE_OUTSIDE_RANGE: 'Shopify does not allow this discount value. Change the offer.',
  END_DATE_BEFORE_START_DATE: 'The offer ends before it starts. Change its dates.',
  MAX_APP_DISCOUNTS:
    'The shop has as many app discounts running as Shopify allows. End one of them first.',
  INTERNAL_ERROR: 'Shopify had a problem of its own. Try again.',
};

/** The first user error of an answer, or null when there is none. */
export function refusalOf(errors: z.output<typeof userErrorsSchema>): Refusal | null {
  const [first] = errors;
  if (!first) return null;
  const code = first.code ?? 'UNKNOWN';
  const sentence = SENTENCE[code];
  return {
    code,
    field: first.field?.join('.') ?? '',
    message: sentence ? `${sentence} (${first.message})` : first.message,
  };
}

/** Turns an answer into an outcome. An answer with neither a result nor an error counts as refused. */
export function outcomeOf<Made>(
  made: Made | null | undefined,
  errors: z.output<typeof userErrorsSchema>,
): Outcome<Made> {
  const refused = refusalOf(errors);
  if (refused) return { refused };
  if (made === null || made === undefined) {
    return {
      refused: { code: 'UNKNOWN', field: '', message: 'Shopify neither did it nor said why.' },
    };
  }
  return { made };
}
