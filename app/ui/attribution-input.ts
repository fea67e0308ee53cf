import { z } from 'zod';
import { fieldsOf, wholeInput } from './form-input.ts';

const text = z.string().catch('');
const flag = z.boolean().catch(false);

/** What the form of the attribution rules holds: texts, as they were typed. */
const attributionInputSchema = z.object({
  influencerDays: text,
  otherDays: text,
  channelDays: z.array(z.object({ channel: text, days: text })).catch([]),
  codeCounts: flag,
  codeBeatsLink: flag,
  ignoreDirect: flag,
  firstPercent: text,
  lastPercent: text,
  halfLifeDays: text,
  minimumConversions: text,
});
export type AttributionInput = z.output<typeof attributionInputSchema>;

/** The form as the rules' schema takes it. */
export function attributionRulesFrom(body: unknown): unknown {
  const input = attributionInputSchema.parse(fieldsOf(body));
  const { codeCounts, codeBeatsLink, ignoreDirect } = input;
  return {
    windows: {
      influencerDays: wholeInput(input.influencerDays),
      otherDays: wholeInput(input.otherDays),
      channelDays: Object.fromEntries(
        input.channelDays.map(({ channel, days }) => [channel, wholeInput(days)]),
      ),
    },
    codeCounts,
    codeBeatsLink,
    ignoreDirect,
    heuristics: {
      firstPercent: wholeInput(input.firstPercent),
      lastPercent: wholeInput(input.lastPercent),
      halfLifeDays: wholeInput(input.halfLifeDays),
    },
    minimumConversions: wholeInput(input.minimumConversions),
  };
}
