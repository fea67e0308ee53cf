import {
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import type { ChannelTrial as Trial } from '#app/views/channel-trial.server.ts';
import type { RuleInput } from './channel-rule-card.tsx';
import { RefusalBanner } from './refusal-banner.tsx';
import { useAnswer } from './use-answer.ts';

/** Tries one visit by the rules as they stand on the screen, saved or not. */
export function ChannelTrial({ rules }: { rules: RuleInput[] }) {
  const [address, setAddress] = useState('');
  const [referrer, setReferrer] = useState('');
  const [shown, setShown] = useState<{ of: string; trial: Trial } | null>(null);
  const visit = { address, referrer };
  const asked = JSON.stringify([visit, rules]);
  const { send, isBusy, refusal } = useAnswer<Trial>({
    onDone: (trial) => setShown({ of: asked, trial }),
  });
  const trial = shown?.of === asked ? shown.trial : null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Try it
        </Text>
        <Text as="p" tone="subdued">
          Paste the address that a visitor landed on, and where she came from, to see the channel.
        </Text>
        <RefusalBanner refusal={refusal} />
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label="Address in your shop"
              value={address}
              onChange={setAddress}
              placeholder="/products/serum?utm_source=glow-podcast&utm_medium=audio"
              autoComplete="off"
              monospaced
            />
            <TextField
              label="Came from (optional)"
              value={referrer}
              onChange={setReferrer}
              placeholder="https://www.instagram.com/"
              autoComplete="off"
              monospaced
            />
          </FormLayout.Group>
        </FormLayout>
        <InlineStack>
          <Button onClick={() => send({ intent: 'try', rules, visit })} loading={isBusy}>
            Which channel?
          </Button>
        </InlineStack>
        <div aria-live="polite">{trial && <Found trial={trial} />}</div>
      </BlockStack>
    </Card>
  );
}

function Found({ trial: { channel, because, read } }: { trial: Trial }) {
  return (
    <BlockStack gap="100">
      <Text as="p" fontWeight="semibold">
        {channel}
      </Text>
      <Text as="p" breakWord>
        {because}
      </Text>
      <Text as="p" tone="subdued" breakWord>
        {read.length === 0
          ? 'Neither address nor referrer was given: a direct visit.'
          : `Read of it: ${read.map(({ term, description }) => `${term} ${description}`).join(', ')}.`}
      </Text>
    </BlockStack>
  );
}
