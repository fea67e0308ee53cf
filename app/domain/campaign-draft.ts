import { z } from 'zod';
import { CAMPAIGN_GOALS } from './campaign.ts';
import { toSlug } from './slug.ts';
import { dayField, textField } from './text-field.ts';

const UTM_CAMPAIGN_MAX = 100;

const optionalAmount = z
  .bigint({ error: 'Enter an amount, or leave it empty.' })
  .positive({ error: 'Enter an amount above zero, or leave it empty.' })
  .nullable()
  .default(null);

/**
 * What a form says about a campaign. Days are days in the shop's time zone, amounts minor units of the
 * shop's currency, `targetRoasHundredths` a ROAS of 5.0 as 500. Without a `utmCampaign` the name makes one.
 */
export const campaignDraftSchema = z
  .object({
    name: textField({ max: 120, label: 'a name' }),
    goal: z.enum(CAMPAIGN_GOALS, { error: `Choose a goal: ${CAMPAIGN_GOALS.join(', ')}.` }),
    startsOn: dayField,
    endsOn: dayField.nullable().default(null),
    budgetMinor: optionalAmount,
    targetCpaMinor: optionalAmount,
    targetRoasHundredths: z
      .int({ error: 'Enter a ROAS such as 3.5, or leave it empty.' })
      .min(1, { error: 'Enter a ROAS above zero, or leave it empty.' })
      .max(10_000_000, { error: 'Enter a ROAS below 100,000.' })
      .nullable()
      .default(null),
    utmCampaign: z.string().max(255).default(''),
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || startsOn <= endsOn, {
    path: ['endsOn'],
    error: 'The campaign cannot end before it starts.',
  })
  .transform((draft) => ({
    ...draft,
    utmCampaign:
      toSlug(draft.utmCampaign, UTM_CAMPAIGN_MAX) ||
      toSlug(draft.name, UTM_CAMPAIGN_MAX) ||
      'campaign',
  }));
export type CampaignDraft = z.output<typeof campaignDraftSchema>;
