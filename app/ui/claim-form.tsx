import {
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Link,
  Select,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import type { ShownClaimPreview } from '#app/views/claim-preview-view.server.ts';
import type { ClaimView } from '#app/views/claim-view.server.ts';
import { counted } from './amount.tsx';
import { ClaimPreview } from './claim-preview.tsx';
import { RefusalBanner } from './refusal-banner.tsx';
import { useAnswer } from './use-answer.ts';

type Chosen = NonNullable<ClaimView['chosen']>;
type Props = { chosen: Chosen; claimants: ClaimView['claimants'] };

/** Chooses who gets a code or UTM values, shows what that changes, and does it. */
export function ClaimForm({ chosen, claimants }: Props) {
  const { trace } = chosen;
  const [influencerId, setInfluencer] = useState('');
  const [collaborationId, setCollaboration] = useState('');
  const [isWide, setWide] = useState(false);
  const her = claimants.find(({ id }) => id === influencerId);
  const draft = {
    trace: trace.kind === 'utm' && isWide ? { ...trace, medium: null, campaign: null } : trace,
    influencerId,
    collaborationId: collaborationId === '' ? null : collaborationId,
  };
  /** The preview, and the draft that it is about: it is shown for that one only. */
  const [shown, setShown] = useState<{ of: string; preview: ShownClaimPreview } | null>(null);
  const asked = JSON.stringify(draft);
  const look = useAnswer<ShownClaimPreview>({
    onDone: (preview) => setShown({ of: asked, preview }),
  });
  const give = useAnswer<{ orders: number }>({
    toast: ({ orders }) => `${counted(orders, 'order')} to be worked out again`,
  });
  const preview = shown?.of === asked ? shown.preview : null;
  const refusal = give.refusal ?? look.refusal;
  const change = (act: () => void) => {
    act();
    look.forget();
    give.forget();
  };
  const isReady = influencerId !== '' && (trace.kind === 'utm' || collaborationId !== '');
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Whose is it?
        </Text>
        <RefusalBanner refusal={refusal} />
        <FormLayout>
          <FormLayout.Group>
            <Select
              label="Influencer"
              placeholder="Choose an influencer"
              options={claimants.map(({ id, name }) => ({ value: id, label: name }))}
              value={influencerId}
              onChange={(value) =>
                change(() => {
                  setInfluencer(value);
                  const only = claimants.find(({ id }) => id === value)?.collaborations;
                  setCollaboration(only?.length === 1 ? (only[0]?.id ?? '') : '');
                })
              }
              error={refusal?.fields.influencerId ?? false}
            />
            {her && her.collaborations.length > 0 && (
              <Select
                label="Campaign"
                options={[
                  { value: '', label: trace.kind === 'utm' ? 'None in particular' : 'Choose one' },
                  ...her.collaborations.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                value={collaborationId}
                onChange={(value) => change(() => setCollaboration(value))}
                error={refusal?.fields.collaborationId ?? false}
              />
            )}
          </FormLayout.Group>
          {trace.kind === 'utm' && (trace.medium !== null || trace.campaign !== null) && (
            <Select
              label="Which visits"
              options={[
                { value: 'these', label: `Only those with ${chosen.text}` },
                { value: 'source', label: `All with the UTM source ${trace.source}` },
              ]}
              value={isWide ? 'source' : 'these'}
              onChange={(value) => change(() => setWide(value === 'source'))}
            />
          )}
        </FormLayout>
        {her && her.collaborations.length === 0 && trace.kind === 'code' && (
          <Text as="p">
            {`A code belongs to a campaign, and ${her.name} is in none yet. `}
            <Link url="/app/campaigns">Add her to a campaign first</Link>.
          </Text>
        )}
        {preview && her && <ClaimPreview preview={preview} name={her.name} />}
        <InlineStack gap="200" align="end">
          <Button
            onClick={() => look.send({ intent: 'preview', claim: draft })}
            loading={look.isBusy}
            disabled={!isReady || give.isBusy || preview !== null}
          >
            See what would change
          </Button>
          <Button
            variant="primary"
            onClick={() => give.send({ intent: 'apply', claim: draft })}
            loading={give.isBusy}
            disabled={!preview}
          >
            {her ? `Give to ${her.name}` : 'Give'}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
