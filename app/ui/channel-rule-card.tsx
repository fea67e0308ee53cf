import {
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { ArrowDownIcon, ArrowUpIcon, DeleteIcon } from '@shopify/polaris-icons';
import { CHANNEL_LABEL, CHANNELS } from '#app/domain/channel.ts';
import {
  RULE_FIELDS,
  RULE_OPERATORS,
  type RuleField,
  type RuleOperator,
} from '#app/domain/channel-rule.ts';
import { MAX_CONDITIONS } from '#app/domain/channel-rule-draft.ts';

/** A rule as it is typed. */
export type RuleInput = {
  channel: string;
  conditions: { field: string; operator: string; value: string }[];
};
type ConditionInput = RuleInput['conditions'][number];

const FIELD_LABEL: Readonly<Record<RuleField, string>> = {
  source: 'UTM source',
  medium: 'UTM medium',
  campaign: 'UTM campaign',
  referrer_host: 'Referrer (site)',
  landing_path: 'Landing path',
  link_id: 'Link id (trb)',
};

const EXAMPLE: Readonly<Record<RuleField, string>> = {
  source: 'newsletter',
  medium: 'audio',
  campaign: 'spring-sale',
  referrer_host: 'blog.example.com',
  landing_path: '/pages/podcast',
  link_id: 'a1b2c3',
};

const OPERATOR_LABEL: Readonly<Record<RuleOperator, string>> = {
  is: 'is',
  is_not: 'is not',
  contains: 'contains',
  starts_with: 'starts with',
  ends_with: 'ends with',
};

const FIELDS = RULE_FIELDS.map((value) => ({ value, label: FIELD_LABEL[value] }));
const OPERATORS = RULE_OPERATORS.map((value) => ({ value, label: OPERATOR_LABEL[value] }));
const CHOICES = CHANNELS.filter((channel) => channel !== 'influencer').map((value) => ({
  value,
  label: CHANNEL_LABEL[value],
}));

type Props = {
  rule: RuleInput;
  /** From 0. */
  place: number;
  count: number;
  error: (name: string) => string | false;
  onChange: (rule: RuleInput) => void;
  /** One place up (-1) or down (1). */
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

/** One rule: its conditions, all of which must hold, and the channel that follows. */
export function ChannelRuleCard({ rule, place, count, error, onChange, onMove, onRemove }: Props) {
  const { channel, conditions } = rule;
  const name = `Rule ${place + 1}`;
  const set = (next: ConditionInput[]) => onChange({ ...rule, conditions: next });
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {name}
          </Text>
          <ButtonGroup>
            <Button
              icon={ArrowUpIcon}
              variant="tertiary"
              accessibilityLabel={`Try ${name} earlier`}
              disabled={place === 0}
              onClick={() => onMove(-1)}
            />
            <Button
              icon={ArrowDownIcon}
              variant="tertiary"
              accessibilityLabel={`Try ${name} later`}
              disabled={place === count - 1}
              onClick={() => onMove(1)}
            />
            <Button
              icon={DeleteIcon}
              variant="tertiary"
              tone="critical"
              accessibilityLabel={`Remove ${name}`}
              onClick={onRemove}
            />
          </ButtonGroup>
        </InlineStack>
        {conditions.map((condition, at) => (
          <Condition
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition is known by its place and nothing else
            key={at}
            condition={condition}
            word={at === 0 ? 'If' : 'And'}
            about={`${name}, condition ${at + 1}`}
            error={(part) => error(`conditions.${at}.${part}`)}
            onChange={(next) => set(conditions.map((one, other) => (other === at ? next : one)))}
            onRemove={
              conditions.length > 1
                ? () => set(conditions.filter((_, other) => other !== at))
                : null
            }
          />
        ))}
        <InlineStack gap="300" blockAlign="end" align="space-between">
          <Button
            variant="plain"
            disabled={conditions.length >= MAX_CONDITIONS}
            onClick={() => set([...conditions, { field: 'source', operator: 'is', value: '' }])}
          >
            Add a condition
          </Button>
          <div style={{ flex: '0 1 16rem' }}>
            <Select
              label="Then the channel is"
              options={CHOICES}
              value={channel}
              onChange={(value) => onChange({ ...rule, channel: value })}
              error={error('channel')}
            />
          </div>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

type ConditionProps = {
  condition: ConditionInput;
  word: string;
  about: string;
  error: (part: string) => string | false;
  onChange: (condition: ConditionInput) => void;
  /** Null for the only one: a rule without conditions would take every visit. */
  onRemove: (() => void) | null;
};

function Condition({ condition, word, about, error, onChange, onRemove }: ConditionProps) {
  const { field, operator, value } = condition;
  const known = RULE_FIELDS.find((name) => name === field) ?? 'source';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a line in every browser
    <div role="group" aria-label={about}>
      <InlineStack gap="200" blockAlign="start">
        <div style={{ flex: '1 1 9rem' }}>
          <Select
            label={word}
            options={FIELDS}
            value={field}
            onChange={(next) => onChange({ ...condition, field: next })}
            error={error('field')}
          />
        </div>
        <div style={{ flex: '1 1 7rem' }}>
          <Select
            label="Comparison"
            options={OPERATORS}
            value={operator}
            onChange={(next) => onChange({ ...condition, operator: next })}
            error={error('operator')}
          />
        </div>
        <div style={{ flex: '2 1 10rem' }}>
          <TextField
            label="Value"
            value={value}
            onChange={(next) => onChange({ ...condition, value: next })}
            error={error('value')}
            placeholder={EXAMPLE[known]}
            autoComplete="off"
          />
        </div>
        {onRemove && (
          <div style={{ paddingBlockStart: 'var(--p-space-600)' }}>
            <Button
              icon={DeleteIcon}
              variant="tertiary"
              accessibilityLabel={`Remove ${about}`}
              onClick={onRemove}
            />
          </div>
        )}
      </InlineStack>
    </div>
  );
}
