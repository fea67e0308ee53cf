import { Button, Card, InlineStack, Text } from '@shopify/polaris';
import { MAX_RULES } from '#app/domain/channel-rule-draft.ts';
import type { ChannelRulesView } from '#app/views/channel-rules-view.server.ts';
import { ChannelRuleCard, type RuleInput } from './channel-rule-card.tsx';
import { ChannelRulesPreview } from './channel-rules-preview.tsx';
import { ChannelTrial } from './channel-trial.tsx';
import { FormFrame } from './form-frame.tsx';
import { useForm } from './use-form.ts';

/** What is sent: the intent, and the rules in their order. */
type Values = { intent: 'save'; rules: RuleInput[] };

const NEW_RULE: RuleInput = {
  channel: 'email',
  conditions: [{ field: 'source', operator: 'is', value: '' }],
};

/** The shop's own rules: each with its conditions, in the order in which they are tried. */
export function ChannelRulesForm({ view }: { view: ChannelRulesView }) {
  const initial: Values = {
    intent: 'save',
    rules: view.rules.map(({ channel, conditions }) => ({
      channel,
      conditions: conditions.map(({ field, operator, value }) => ({ field, operator, value })),
    })),
  };
  const form = useForm<Values, null>({ initial, toast: 'Rules saved' });
  const { rules } = form.values;
  const set = (next: RuleInput[]) => form.set('rules', next);
  const swap = (place: number, other: number) => {
    const [here, there] = [rules[place], rules[other]];
    if (!here || !there) return;
    set(rules.map((rule, at) => (at === place ? there : at === other ? here : rule)));
  };
  return (
    <FormFrame form={form}>
      {rules.length === 0 && (
        <Card>
          <Text as="p">
            You have no rules of your own, and most shops need none: the standard groups below sort
            every visit. Add a rule where they sort one wrong, such as a podcast that counts as
            unassigned.
          </Text>
        </Card>
      )}
      {rules.map((rule, place) => (
        <ChannelRuleCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place and nothing else
          key={place}
          rule={rule}
          place={place}
          count={rules.length}
          error={(name) => form.error(`${place}.${name}`)}
          onChange={(next) => set(rules.map((one, at) => (at === place ? next : one)))}
          onMove={(by) => swap(place, place + by)}
          onRemove={() => set(rules.filter((_, at) => at !== place))}
        />
      ))}
      <InlineStack gap="200">
        <Button onClick={() => set([...rules, NEW_RULE])} disabled={rules.length >= MAX_RULES}>
          Add a rule
        </Button>
      </InlineStack>
      {form.isDirty && <ChannelRulesPreview rules={rules} />}
      <ChannelTrial rules={rules} />
    </FormFrame>
  );
}
