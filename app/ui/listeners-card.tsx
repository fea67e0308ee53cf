import { Badge, BlockStack, Button, Card, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import { type ReactNode, useState } from 'react';
import type { DataQualityView } from '#app/views/data-quality-view.server.ts';
import type { ListenerState, ShownListener } from '#app/views/listener-shown.ts';
import { counted, formatCount } from './amount.tsx';
import { RefusalBanner } from './refusal-banner.tsx';
import { useAnswer } from './use-answer.ts';
import { useRevalidateWhile } from './use-revalidate-while.ts';

const TONE: Readonly<Record<ListenerState, 'success' | 'warning' | 'info'>> = {
  on: 'success',
  off: 'warning',
  starting: 'info',
  unknown: 'info',
};

type Props = { view: Pick<DataQualityView, 'pixel' | 'embed' | 'journeys'> };

/** What listens on the storefront, whether it does, and how it is put right. */
export function ListenersCard({ view: { pixel, embed, journeys } }: Props) {
  /** When the pixel had been looked at last when it was asked for: it is settled once that is another time. */
  const [askedAt, setAskedAt] = useState<{ after: string | null } | null>(null);
  const { send, isBusy, refusal } = useAnswer<null>({ toast: 'Turning on the pixel' });
  const isAwaited = askedAt !== null && askedAt.after === pixel.checkedAt && !refusal;
  useRevalidateWhile(isAwaited);
  const turnOn = () => {
    setAskedAt({ after: pixel.checkedAt });
    send({ intent: 'pixel' });
  };
  const { waiting, ready, givenUp } = journeys;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What listens in your shop
        </Text>
        <RefusalBanner refusal={refusal} />
        <InlineGrid columns={{ xs: 1, md: 3 }} gap="400">
          <Listener title="Pixel" listener={pixel}>
            {pixel.state !== 'on' && (
              <Button onClick={turnOn} loading={isBusy || isAwaited}>
                Turn on the pixel
              </Button>
            )}
          </Listener>
          <Listener title="App embed in the theme" listener={embed}>
            <Button url={embed.editorUrl} target="_top">
              Open the theme editor
            </Button>
          </Listener>
          <BlockStack gap="200" inlineAlign="start">
            <Title title="Shopify’s customer journey">
              <Badge tone={waiting > 0 ? 'info' : 'success'}>
                {waiting > 0 ? 'Being read' : 'Up to date'}
              </Badge>
            </Title>
            <Text as="p">
              {`${counted(ready, 'order')} told, ${formatCount(waiting)} waiting, ${formatCount(givenUp)} without an answer`}
            </Text>
            <Text as="p" tone="subdued">
              Shopify works it out some time after the order. Nothing to do.
            </Text>
          </BlockStack>
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}

type ListenerProps = { title: string; listener: ShownListener; children: ReactNode };

function Listener({ title, listener, children }: ListenerProps) {
  const { state, status, heard, advice, checked } = listener;
  return (
    <BlockStack gap="200" inlineAlign="start">
      <Title title={title}>
        <Badge tone={TONE[state]}>{status}</Badge>
      </Title>
      <Text as="p">{checked ? `${heard}. Looked ${checked}.` : `${heard}.`}</Text>
      <Text as="p" tone="subdued" breakWord>
        {advice}
      </Text>
      {children}
    </BlockStack>
  );
}

function Title({ title, children }: { title: string; children: ReactNode }) {
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      {children}
    </InlineStack>
  );
}
