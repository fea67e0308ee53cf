import { z } from 'zod';
import { amountInput, fieldsOf, hundredthsInput, textInput } from './form-input.ts';

const text = z.string().catch('');

/** What the form of a campaign holds: texts, as they were typed. */
const campaignInputSchema = z.object({
  name: text,
  goal: text,
  startsOn: text,
  endsOn: text,
  budget: text,
  targetCpa: text,
  targetRoas: text,
  utmCampaign: text,
});
export type CampaignInput = z.output<typeof campaignInputSchema>;

/** The form as the domain's schema takes it. Amounts are in `currency`. */
export function campaignDraftFrom(body: unknown, currency: string): unknown {
  const input = campaignInputSchema.parse(fieldsOf(body));
  return {
    name: input.name,
    goal: input.goal,
    startsOn: input.startsOn,
    endsOn: textInput(input.endsOn),
    budgetMinor: amountInput(input.budget, currency),
    targetCpaMinor: amountInput(input.targetCpa, currency),
    targetRoasHundredths: hundredthsInput(input.targetRoas),
    utmCampaign: input.utmCampaign,
  };
}
