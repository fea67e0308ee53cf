import { z } from 'zod';
import { OFFER_KINDS } from './collaboration.ts';

const offerTerms = {
  startsAt: z.date({ error: 'Enter when the offer starts.' }),
  endsAt: z
    .date({ error: 'Enter when the offer ends, or leave it empty.' })
    .nullable()
    .default(null),
  usageLimit: z
    .int({ error: 'Enter the limit as a whole number.' })
    .min(1, { error: 'Enter a limit of at least 1, or leave it empty.' })
    .max(2_147_483_647, { error: 'Enter a smaller limit, or leave it empty.' })
    .nullable()
    .default(null),
  oncePerCustomer: z.boolean().default(false),
  combinesWith: z
    .object({ order: z.boolean(), product: z.boolean(), shipping: z.boolean() })
    .default({ order: false, product: false, shipping: false }),
};

/**
 * What a code gives the buyer. `percentBp` is in basis points (1500 = 15 %), `amountMinor` in minor units of
 * the shop's currency, instants are UTC; null means no end and no limit.
 */
export const discountOfferSchema = z
  .discriminatedUnion(
    'kind',
    [
      z.object({
        kind: z.literal('percentage'),
        percentBp: z
          .int({ error: 'Enter a percentage.' })
          .min(1, { error: 'Enter a percentage above 0, or choose tracking only.' })
          .max(10_000, { error: 'Enter a percentage of at most 100.' }),
        ...offerTerms,
      }),
      z.object({
        kind: z.literal('fixed_amount'),
        amountMinor: z
          .bigint({ error: 'Enter an amount.' })
          .positive({ error: 'Enter an amount above zero, or choose tracking only.' }),
        ...offerTerms,
      }),
      z.object({ kind: z.literal('free_shipping'), ...offerTerms }),
      z.object({ kind: z.literal('tracking_only'), ...offerTerms }),
    ],
    { error: `Choose an offer: ${OFFER_KINDS.join(', ')}.` },
  )
  .refine(({ startsAt, endsAt }) => endsAt === null || startsAt < endsAt, {
    path: ['endsAt'],
    error: 'The offer cannot end before it starts.',
  });
export type DiscountOffer = z.output<typeof discountOfferSchema>;
