import { BlockStack, Card, Divider, InlineStack, Link, Text } from '@shopify/polaris';
import { Fragment } from 'react';
import type { InfluencerView } from '#app/views/influencer-view.server.ts';
import { counted, formatAmount } from './amount.tsx';
import { CollaborationStatusBadge } from './badges.tsx';
import { HandoutList } from './handout-list.tsx';
import { Name } from './name.tsx';

type Props = { collaborations: InfluencerView['collaborations'] };

/** Her collaborations with their figures of the period and everything she hands out. */
export function InfluencerCollaborations({ collaborations }: Props) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Collaborations
        </Text>
        {collaborations.length === 0 && (
          <Text as="p" tone="subdued">
            She is in no campaign yet. Open a <Link url="/app/campaigns">campaign</Link> and add
            her: that makes her code, link and page.
          </Text>
        )}
        {collaborations.map((one, place) => (
          <Fragment key={one.id}>
            {place > 0 && <Divider />}
            <BlockStack gap="300">
              <InlineStack gap="200" blockAlign="center">
                <div style={{ minWidth: 0 }}>
                  <Text as="h3" variant="headingSm">
                    <Link url={`/app/collaborations/${one.id}`}>
                      <Name>{one.campaign.name}</Name>
                    </Link>
                  </Text>
                </div>
                <CollaborationStatusBadge status={one.status} />
              </InlineStack>
              <Text as="p" tone="subdued">
                {`${formatAmount(one.revenue)} from ${counted(one.orders, 'order')}, cost ${formatAmount(one.cost)}, ROI ${one.roi}, ROAS ${one.roas}`}
              </Text>
              <HandoutList codes={one.codes} links={one.links} />
            </BlockStack>
          </Fragment>
        ))}
      </BlockStack>
    </Card>
  );
}
