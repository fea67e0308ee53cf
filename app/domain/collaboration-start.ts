import { z } from 'zod';
import { discountOfferSchema } from './discount-offer.ts';
import { landingPageSchema } from './landing-page.ts';
import { FORMATS, PLATFORMS } from './platform-name.ts';
import { textField } from './text-field.ts';

const MAX_AT_ONCE = 1_000;

/** What a form says about new collaborations. `adoptCode` is a code that the shop has already. */
export const startDraftSchema = z
  .object({
    influencerIds: z
      .array(z.uuid({ error: 'Choose influencers from the list.' }))
      .min(1, { error: 'Choose at least one influencer.' })
      .max(MAX_AT_ONCE, { error: `Choose at most ${MAX_AT_ONCE} influencers at once.` })
      .transform((ids) => [...new Set(ids)]),
    platform: z.enum(PLATFORMS, { error: `Choose a platform: ${PLATFORMS.join(', ')}.` }),
    format: z.enum(FORMATS, { error: `Choose a format: ${FORMATS.join(', ')}.` }),
    offer: discountOfferSchema,
    welcomeText: landingPageSchema.shape.welcomeText,
    featuredProductIds: landingPageSchema.shape.productIds,
    adoptCode: textField({ max: 255, label: 'the code' }).nullable().default(null),
  })
  .refine(({ adoptCode, influencerIds }) => adoptCode === null || influencerIds.length === 1, {
    path: ['adoptCode'],
    error: 'A code of the shop can go to one influencer only. Choose one influencer.',
  });
export type StartInput = z.input<typeof startDraftSchema>;
export type StartDraft = z.output<typeof startDraftSchema>;
