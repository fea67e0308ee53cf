import { z } from 'zod';
import { isAppError } from './app-error.ts';
import { COST_KINDS } from './cost.ts';
import { currencyDecimals } from './money.ts';
import { dayField, optionalTextField } from './text-field.ts';

function isCurrency(code: string): boolean {
  try {
    return currencyDecimals(code) >= 0;
  } catch (error) {
    if (isAppError(error, 'unknown_currency')) return false;
    throw error;
  }
}

/** What a form says about a cost: minor units of `currency`, a day in the shop's time zone. */
export const costDraftSchema = z.object({
  collaborationId: z.string().min(1, { error: 'Choose a collaboration.' }),
  kind: z.enum(COST_KINDS, { error: `Choose a kind: ${COST_KINDS.join(', ')}.` }),
  amountMinor: z
    .bigint({ error: 'Enter an amount.' })
    .positive({ error: 'Enter an amount above zero.' }),
  currency: z.string().refine(isCurrency, { error: 'Choose a currency.' }),
  incurredOn: dayField,
  note: optionalTextField({ max: 500, label: 'the note', lines: true }),
});
export type CostDraft = z.output<typeof costDraftSchema>;
