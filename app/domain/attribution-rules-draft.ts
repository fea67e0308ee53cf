import { z } from 'zod';
import type { AttributionRules } from './attribution-rules.ts';
import { CHANNELS } from './channel.ts';

const days = z
  .int({ error: 'Enter whole days.' })
  .min(1, { error: 'Enter at least 1 day.' })
  .max(365, { error: 'Enter at most 365 days.' });

const percent = z
  .number({ error: 'Enter a number of per cent.' })
  .min(0, { error: 'Enter at least 0 %.' })
  .max(100, { error: 'Enter at most 100 %.' });

/** Rules as a form tells them and as they are stored. Days are whole days, per cent plain numbers. */
export const attributionRulesSchema = z.object({
  windows: z.object({
    influencerDays: days,
    otherDays: days,
    channelDays: z.partialRecord(z.enum(CHANNELS), days),
  }),
  codeCounts: z.boolean({ error: 'Choose one.' }),
  codeBeatsLink: z.boolean({ error: 'Choose one.' }),
  ignoreDirect: z.boolean({ error: 'Choose one.' }),
  heuristics: z
    .object({ firstPercent: percent, lastPercent: percent, halfLifeDays: days })
    .refine(({ firstPercent, lastPercent }) => firstPercent + lastPercent <= 100, {
      error: 'The first and the last contact can get at most 100 % together.',
    }),
  minimumConversions: z
    .int({ error: 'Enter orders as a whole number.' })
    .min(1, { error: 'Enter at least 1 order.' })
    .max(1_000_000, { error: 'Enter at most 1,000,000 orders.' }),
}) satisfies z.ZodType<AttributionRules>;
