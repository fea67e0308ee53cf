import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { MODEL_LABEL, MODEL_SENTENCE, MODELS } from '#app/domain/attribution-model.ts';
import type { OrderView } from '#app/views/order-view.server.ts';
import type { ShownTouch } from '#app/views/shown-touch.ts';
import { Amount, formatAmount } from './amount.tsx';
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

function columns(): ListColumn<Step & { place: number }>[] {
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
    ...MODELS.map((model) => ({
      key: model,
      heading: MODEL_LABEL[model],
      isNumber: true,
      cell: ({ credit }: Step) => <Amount value={credit[model]} />,
    })),
  ];
}

/** Every contact on the way to the order, in order, and what each model gives it. */
export function OrderJourney({ journey }: { journey: OrderView['journey'] }) {
  return (
    <Card padding="0">
      <div style={{ padding: 'var(--p-space-400)' }}>
        <Text as="h2" variant="headingMd">
          The way to this order
        </Text>
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
          columns={columns()}
          rows={journey.map((touch, at) => ({ ...touch, place: at + 1 }))}
          idOf={({ id }) => id}
        />
      )}
    </Card>
  );
}

/** Who gets what under each model and by which rule. */
export function OrderDecisions({ decisions }: { decisions: OrderView['decisions'] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Who gets the credit
        </Text>
        {decisions.map(({ model, shares }) => (
          <BlockStack key={model} gap="050">
            <Text as="h3" variant="headingSm">
              {MODEL_LABEL[model]}
            </Text>
            {shares.length === 0 && <Text as="p">Nobody: there is nothing to share.</Text>}
            {shares.map(({ to, amount, because }) => (
              <Text as="p" key={to} breakWord>
                <strong>
                  <Name>{to}</Name>
                </strong>
                {` gets ${formatAmount(amount)}. `}
                <Name>{because}</Name>
              </Text>
            ))}
            <Text as="p" tone="subdued" variant="bodySm">
              {MODEL_SENTENCE[model]}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
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
