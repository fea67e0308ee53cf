import { useFetcher } from '@remix-run/react';
import { BlockStack, Box, InlineStack, Text } from '@shopify/polaris';
import { useEffect } from 'react';
import type { CodePreview as Preview } from '#app/views/code-preview-view.server.ts';
import type { Answer } from '#app/views/refusal.ts';
import { Name } from './name.tsx';

const SHOWN = 20;
const PAUSE_MS = 300;

type Props = {
  campaignId: string;
  influencerIds: readonly string[];
  percent: string;
  platform: string;
};

/** The codes that the chosen influencers would get, while the form is filled in. */
export function CodePreview({ campaignId, influencerIds, percent, platform }: Props) {
  const { load, data } = useFetcher<Answer<Preview>>();
  const shown = influencerIds.slice(0, SHOWN).join(',');
  useEffect(() => {
    if (shown === '') return;
    const params = new URLSearchParams({ ids: shown, percent, platform });
    const timer = setTimeout(() => load(`/app/campaigns/${campaignId}/codes?${params}`), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [load, campaignId, shown, percent, platform]);
  const codes = shown !== '' && data?.ok ? data.value.codes : [];
  const more = influencerIds.length - SHOWN;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        Codes
      </Text>
      {shown === '' ? (
        <Text as="p" tone="subdued">
          Choose influencers to see their codes.
        </Text>
      ) : (
        <Box>
          <div aria-live="polite">
            <BlockStack gap="100">
              {codes.map(({ name, code }) => (
                <InlineStack key={code} gap="200" align="space-between">
                  <Name>{name}</Name>
                  <code style={{ overflowWrap: 'anywhere' }}>{code}</code>
                </InlineStack>
              ))}
            </BlockStack>
          </div>
        </Box>
      )}
      {more > 0 && <Text as="p" tone="subdued">{`and ${more} more`}</Text>}
      <Text as="p" tone="subdued" variant="bodySm">
        A code that your shop has already gets a short ending. The template is in the settings.
      </Text>
    </BlockStack>
  );
}
