import { z } from 'zod';
import { amountInput, fieldsOf, textInput } from './form-input.ts';

const text = z.string().catch('');

/** What the form of a cost holds: texts, as they were typed. */
const costInputSchema = z.object({
  kind: text,
  amount: text,
  currency: text,
  exchangeRate: text,
  incurredOn: text,
  note: text,
});
export type CostInput = z.output<typeof costInputSchema>;

/** The form as the flow takes it, for one collaboration. */
export function costDraftFrom(body: unknown, collaborationId: string): unknown {
  const input = costInputSchema.parse(fieldsOf(body));
  const currency = input.currency.trim().toUpperCase();
  return {
    collaborationId,
    kind: input.kind,
    amountMinor: amountInput(input.amount, currency),
    currency,
    exchangeRate: textInput(input.exchangeRate),
    incurredOn: input.incurredOn,
    note: input.note,
  };
}
