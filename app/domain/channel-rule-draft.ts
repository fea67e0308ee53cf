import { z } from 'zod';
import { CHANNELS } from './channel.ts';
import { RULE_FIELDS, RULE_OPERATORS } from './channel-rule.ts';
import { textField } from './text-field.ts';

export const MAX_RULES = 100;
export const MAX_CONDITIONS = 10;

const conditionSchema = z.object({
  field: z.enum(RULE_FIELDS, { error: 'Choose what to look at.' }),
  operator: z.enum(RULE_OPERATORS, { error: 'Choose how to compare.' }),
  value: textField({ max: 255, label: 'a value' }),
});

const ruleSchema = z.object({
  // Who is an influencer is told by her codes, links and pages, never by a rule.
  channel: z.enum(CHANNELS, { error: 'Choose a channel.' }).exclude(['influencer'], {
    error: 'Choose another channel: influencers are known by their links, codes and pages.',
  }),
  conditions: z
    .array(conditionSchema)
    .min(1, { error: 'Add a condition.' })
    .max(MAX_CONDITIONS, { error: `Use at most ${MAX_CONDITIONS} conditions in a rule.` }),
});

/** A shop's rules in the order in which they are tried. */
export const channelRulesSchema = z
  .array(ruleSchema)
  .max(MAX_RULES, { error: `Use at most ${MAX_RULES} rules.` });
export type ChannelRulesDraft = z.output<typeof channelRulesSchema>;
