import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { PLATFORM_LABEL } from '#app/domain/platform-name.ts';
import type { InfluencerView } from '#app/views/influencer-view.server.ts';
import { formatCount } from './amount.tsx';
import { InfluencerStatusBadge, TierBadge } from './badges.tsx';
import { FactsList } from './facts-list.tsx';
import { Name } from './name.tsx';

/** Who she is: accounts, contact, niche, notes. */
export function InfluencerSummary({ view }: { view: InfluencerView }) {
  const items = [
    ...view.accounts.map(({ platform, handle, followers, url }) => ({
      term: PLATFORM_LABEL[platform],
      description: (
        <>
          {url ? (
            <Link url={url} external>
              <Name>{`@${handle}`}</Name>
            </Link>
          ) : (
            <Name>{`@${handle}`}</Name>
          )}{' '}
          <Text as="span" tone="subdued">{`${formatCount(followers)} followers`}</Text>
        </>
      ),
    })),
    ...(view.email ? [{ term: 'E-mail', description: <Name>{view.email}</Name> }] : []),
    ...(view.niche ? [{ term: 'Niche', description: <Name>{view.niche}</Name> }] : []),
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            About
          </Text>
          <TierBadge tier={view.tier} />
          <InfluencerStatusBadge status={view.status} />
        </InlineStack>
        {items.length > 0 && <FactsList facts={items} />}
        {view.notes && (
          <div style={{ whiteSpace: 'pre-wrap' }}>
            <Text as="p" tone="subdued" breakWord>
              {view.notes}
            </Text>
          </div>
        )}
      </BlockStack>
    </Card>
  );
}
