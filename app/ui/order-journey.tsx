import { Badge, BlockStack, Card, InlineStack, Link, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import {
  MARKOV_FALLBACK,
  MODEL_LABEL,
  MODEL_SENTENCE,
  MODELS,
  type Model,
} from '#app/domain/attribution-model.ts';
import type { OrderView } from '#app/views/order-view.server.ts';
import type { ShownTouch } from '#app/views/shown-touch.ts';
import { Amount } from './amount.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';
import { Name } from './name.tsx';

type Step = OrderView['journey'][number];

function Who({ touch }: { touch: ShownTouch }) {
  if (!touch.influencer) return <Badge>{touch.channel}</Badge>;
  return (
    <BlockStack gap="100">
      <Link url={`/app/influencers/${touch.influencer.id}`}>
        <Name>{touch.influencer.name}</Name>
      </Link>
      {touch.campaign && touch.collaborationId && (
        <Link url={`/app/collaborations/${touch.collaborationId}`} monochrome>
          <Name>{touch.campaign.name}</Name>
        </Link>
      )}
    </BlockStack>
  );
}

/** By what it was recognised; below, who saw it and what ties it to the order. */
function HowWeKnow({ touch }: { touch: ShownTouch }) {
  return (
    <BlockStack gap="050">
      <Text as="span" breakWord>
        <Name>{touch.evidence}</Name>
      </Text>
      {touch.known && (
        <Text as="span" variant="bodySm" tone="subdued">
          {touch.known}
        </Text>
      )}
    </BlockStack>
  );
}

function columns(model: Model): ListColumn<Step & { place: number }>[] {
  return [
    { key: 'place', heading: 'Step', cell: ({ place }) => place },
    { key: 'at', heading: 'When', cell: ({ at }) => <time dateTime={at.iso}>{at.text}</time> },
    { key: 'what', heading: 'What', cell: ({ what }) => what },
    { key: 'who', heading: 'Who', cell: (touch) => <Who touch={touch} /> },
    {
      key: 'evidence',
      heading: 'How we know',
      isText: true,
      cell: (touch) => <HowWeKnow touch={touch} />,
    },
    {
      key: 'credit',
      heading: 'Credit',
      isNumber: true,
      cell: ({ credit }) => <Amount value={credit[model]} />,
    },
  ];
}

type JourneyProps = Pick<OrderView, 'journey' | 'defaultModel' | 'isMarkovByPosition'>;

/** Every contact on the way to the order, in order, and what a model of one's choice gives it. */
export function OrderJourney({ journey, defaultModel, isMarkovByPosition }: JourneyProps) {
  const [chosen, setChosen] = useState<Model>(defaultModel);
  return (
    <Card padding="0">
      <div style={{ padding: 'var(--p-space-400)' }}>
        <BlockStack gap="200">
          <InlineStack gap="300" align="space-between" blockAlign="end">
            <Text as="h2" variant="headingMd">
              The way to this order
            </Text>
            <Select
              label="Credit by"
              labelInline
              options={MODELS.map((value) => ({ value, label: MODEL_LABEL[value] }))}
              value={chosen}
              onChange={(value) => setChosen(MODELS.find((name) => name === value) ?? chosen)}
            />
          </InlineStack>
          <Text as="p" tone="subdued" variant="bodySm">
            {chosen === 'markov' && isMarkovByPosition ? MARKOV_FALLBACK : MODEL_SENTENCE[chosen]}
          </Text>
        </BlockStack>
      </div>
      {journey.length === 0 ? (
        <div style={{ padding: '0 var(--p-space-400) var(--p-space-400)' }}>
          <Text as="p" tone="subdued">
            Nothing is credited yet: the order is still being worked out.
          </Text>
        </div>
      ) : (
        <ListTable
          resource={{ singular: 'touchpoint', plural: 'touchpoints' }}
          columns={columns(chosen)}
          rows={journey.map((touch, at) => ({ ...touch, place: at + 1 }))}
          idOf={({ id }) => id}
        />
      )}
    </Card>
  );
}

type Decision = OrderView['decisions'][number];

const DECISION_COLUMNS: readonly ListColumn<Decision & { sentence: string }>[] = [
  {
    key: 'model',
    heading: 'Model',
    isText: true,
    cell: ({ model, sentence }) => (
      <BlockStack gap="050">
        <Text as="span" fontWeight="semibold">
          {MODEL_LABEL[model]}
        </Text>
        <Text as="span" variant="bodySm" tone="subdued">
          {sentence}
        </Text>
      </BlockStack>
    ),
  },
  {
    key: 'shares',
    heading: 'Who gets how much',
    isText: true,
    cell: ({ shares }) =>
      shares.length === 0 ? (
        'Nobody: there is nothing to share.'
      ) : (
        <BlockStack gap="050">
          {shares.map(({ to, amount, because }) => (
            <InlineStack key={to} gap="200" align="space-between" wrap={false}>
              <span title={because}>
                <Name>{to}</Name>
              </span>
              <Amount value={amount} />
            </InlineStack>
          ))}
        </BlockStack>
      ),
  },
];

type DecisionsProps = Pick<OrderView, 'decisions' | 'isMarkovByPosition'>;

/** Who gets what under each model and by which rule: one row a model. */
export function OrderDecisions({ decisions, isMarkovByPosition }: DecisionsProps) {
  return (
    <Card padding="0">
      <div style={{ padding: 'var(--p-space-400)' }}>
        <Text as="h2" variant="headingMd">
          Who gets the credit
        </Text>
      </div>
      <ListTable
        resource={{ singular: 'model', plural: 'models' }}
        columns={DECISION_COLUMNS}
        rows={decisions.map((decision) => ({
          ...decision,
          sentence:
            decision.model === 'markov' && isMarkovByPosition
              ? MARKOV_FALLBACK
              : MODEL_SENTENCE[decision.model],
        }))}
        idOf={({ model }) => model}
      />
    </Card>
  );
}

/** More would bury the rest of the page. */
const MOST_RULED_OUT = 12;

type RuledOutProps = Pick<OrderView, 'ruledOut' | 'strangersVisits'>;

/** Contacts that have no part in the credit, and why; the latest ones where there are many. */
export function RuledOut({ ruledOut, strangersVisits }: RuledOutProps) {
  if (ruledOut.length === 0 && strangersVisits === 0) return null;
  const shown = ruledOut.slice(-MOST_RULED_OUT);
  const hidden = ruledOut.length - shown.length;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Ruled out
        </Text>
        {hidden > 0 && (
          <Text as="p" tone="subdued">
            {`${hidden} earlier ${hidden === 1 ? 'contact' : 'contacts'}, for the reasons below.`}
          </Text>
        )}
        {shown.map((touch) => (
          <InlineStack key={touch.id} gap="300" blockAlign="center">
            <Who touch={touch} />
            <BlockStack>
              <Text as="p" breakWord>{`${touch.at.text}: ${touch.evidence}`}</Text>
              <Text as="p" tone="subdued">
                {[touch.reason, touch.known].filter(Boolean).join(' ')}
              </Text>
            </BlockStack>
          </InlineStack>
        ))}
        {strangersVisits > 0 && (
          <Text as="p">
            {strangersVisits === 1
              ? 'One visit in the same browser belongs to another customer, who bought there.'
              : `${strangersVisits} visits in the same browser belong to other customers, who bought there.`}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
