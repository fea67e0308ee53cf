import { z } from 'zod';
import { landingHandleField } from './landing-handle.ts';
import { optionalTextField } from './text-field.ts';

export const COLLABORATION_STATUSES = ['active', 'paused', 'ended'] as const;
export type CollaborationStatus = (typeof COLLABORATION_STATUSES)[number];

export const COLLABORATION_STATUS_LABEL: Readonly<Record<CollaborationStatus, string>> = {
  active: 'Active',
  paused: 'Paused',
  ended: 'Ended',
};

export const OFFER_KINDS = [
  'percentage',
  'fixed_amount',
  'free_shipping',
  'tracking_only',
] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

export const OFFER_KIND_LABEL: Readonly<Record<OfferKind, string>> = {
  percentage: 'Percentage off',
  fixed_amount: 'Amount off',
  free_shipping: 'Free shipping',
  tracking_only: 'Tracking only, no discount',
};

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

const MAX_FEATURED_PRODUCTS = 12;

/** The page of a collaboration in the shop. `productIds` are Shopify's global ids, in the order shown. */
export const landingPageSchema = z.object({
  handle: landingHandleField,
  welcomeText: optionalTextField({ max: 5_000, label: 'the welcome text', lines: true }),
  productIds: z
    .array(z.string().regex(/^gid:\/\/shopify\/Product\/\d+$/))
    .max(MAX_FEATURED_PRODUCTS, { error: `Feature up to ${MAX_FEATURED_PRODUCTS} products.` })
    .default([]),
});
export type LandingPage = z.output<typeof landingPageSchema>;
