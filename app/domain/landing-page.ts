import { z } from 'zod';
import { landingHandleField } from './landing-handle.ts';
import { optionalTextField } from './text-field.ts';

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
