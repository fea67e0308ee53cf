import { z } from 'zod';
import { addDays, startOfDay } from '#app/domain/day.ts';
import { dayField } from '#app/domain/text-field.ts';
import { amountInput, fieldsOf, hundredthsInput, textInput, wholeInput } from './form-input.ts';

const text = z.string().catch('');
const flag = z.boolean().catch(false);

/** What the form for new collaborations holds. Days are days in the shop's time zone. */
const startInputSchema = z.object({
  influencerIds: z.array(z.string()).catch([]),
  platform: text,
  format: text,
  kind: text,
  percent: text,
  amount: text,
  startsOn: text,
  endsOn: text,
  usageLimit: text,
  oncePerCustomer: flag,
  combinesOrder: flag,
  combinesProduct: flag,
  combinesShipping: flag,
  welcomeText: text,
  products: z.array(z.object({ id: text, title: text })).catch([]),
  adoptCode: text,
});
export type StartFormValues = z.output<typeof startInputSchema>;

/** The form as the flow takes it. An offer runs from the first moment of its first day to the last of its last. */
export function startInputFrom(
  body: unknown,
  shop: { currency: string; timeZone: string },
): unknown {
  const input = startInputSchema.parse(fieldsOf(body));
  const startOf = (day: string, shift: number) =>
    dayField.safeParse(day).success ? startOfDay(addDays(day, shift), shop.timeZone) : day;
  const offer = {
    kind: input.kind,
    startsAt: startOf(input.startsOn, 0),
    endsAt: textInput(input.endsOn) === null ? null : startOf(input.endsOn, 1),
    usageLimit: wholeInput(input.usageLimit),
    oncePerCustomer: input.oncePerCustomer,
    combinesWith: {
      order: input.combinesOrder,
      product: input.combinesProduct,
      shipping: input.combinesShipping,
    },
    ...(input.kind === 'percentage' ? { percentBp: hundredthsInput(input.percent) } : {}),
    ...(input.kind === 'fixed_amount'
      ? { amountMinor: amountInput(input.amount, shop.currency) }
      : {}),
  };
  return {
    influencerIds: input.influencerIds,
    platform: input.platform,
    format: input.format,
    offer,
    welcomeText: input.welcomeText,
    featuredProductIds: input.products.map(({ id }) => id),
    adoptCode: textInput(input.adoptCode),
  };
}
