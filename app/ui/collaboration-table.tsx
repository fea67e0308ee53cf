import { BlockStack, Button, ButtonGroup, Link } from '@shopify/polaris';
import type { CampaignView } from '#app/views/campaign-view.server.ts';
import { Amount, formatCount } from './amount.tsx';
import { CollaborationStatusBadge, LaunchBadge } from './badges.tsx';
import { EmptyNote } from './empty-note.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';
import { Name } from './name.tsx';
import { ShopifyObjects } from './shopify-objects.tsx';

type Row = CampaignView['collaborations'][number];
export type CollaborationIntent = 'active' | 'paused' | 'ended' | 'repair';

type Props = {
  campaignId: string;
  rows: readonly Row[];
  isBusy: boolean;
  onIntent: (intent: CollaborationIntent, id: string) => void;
};

/** The influencers of a campaign: what they have, what they brought, what can be done. */
export function CollaborationTable({ campaignId, rows, isBusy, onIntent }: Props) {
  const columns: ListColumn<Row>[] = [
    {
      key: 'name',
      heading: 'Influencer',
      isText: true,
      cell: ({ id, influencer, codes }) => (
        <BlockStack gap="050">
          <Link url={`/app/collaborations/${id}`}>
            <Name>{influencer.name}</Name>
          </Link>
          <code>
            <Name>{codes.map(({ code }) => code).join(', ')}</Name>
          </code>
        </BlockStack>
      ),
    },
    {
      key: 'status',
      heading: 'Status',
      cell: ({ status, isReady }) => (
        <BlockStack gap="100" inlineAlign="start">
          <CollaborationStatusBadge status={status} />
          {isReady !== null && <LaunchBadge isReady={isReady} />}
        </BlockStack>
      ),
    },
    {
      key: 'objects',
      heading: 'In Shopify',
      cell: ({ objects }) => <ShopifyObjects objects={objects} />,
    },
    {
      key: 'clicks',
      heading: 'Clicks',
      isNumber: true,
      cell: ({ clicks }) => formatCount(clicks),
    },
    {
      key: 'revenue',
      heading: 'Revenue',
      isNumber: true,
      cell: ({ sums }) => <Amount value={sums.revenue} />,
    },
    {
      key: 'orders',
      heading: 'Orders',
      isNumber: true,
      cell: ({ sums }) => formatCount(sums.orders),
    },
    {
      key: 'cost',
      heading: 'Cost',
      isNumber: true,
      cell: ({ sums }) => <Amount value={sums.cost} />,
    },
    { key: 'roi', heading: 'ROI', isNumber: true, cell: ({ sums }) => sums.roi },
    {
      key: 'actions',
      heading: 'Actions',
      cell: (row) => <RowActions row={row} isBusy={isBusy} onIntent={onIntent} />,
    },
  ];
  return (
    <ListTable
      resource={{ singular: 'collaboration', plural: 'collaborations' }}
      columns={columns}
      rows={rows}
      idOf={({ id }) => id}
      empty={
        <EmptyNote
          title="Nobody is in this campaign yet"
          actions={[
            { content: 'Add influencers', url: `/app/campaigns/${campaignId}/add`, primary: true },
          ]}
        >
          Every influencer you add gets her own code, landing page and tracking link in your shop.
        </EmptyNote>
      }
    />
  );
}

function RowActions({
  row,
  isBusy,
  onIntent,
}: {
  row: Row;
  isBusy: boolean;
  onIntent: Props['onIntent'];
}) {
  const { id, status, needsRepair, influencer } = row;
  const action = (intent: CollaborationIntent, word: string) => (
    <Button
      key={intent}
      size="slim"
      disabled={isBusy}
      onClick={() => onIntent(intent, id)}
      accessibilityLabel={`${word} the collaboration with ${influencer.name}`}
    >
      {word}
    </Button>
  );
  return (
    <ButtonGroup>
      {needsRepair && status !== 'ended' && action('repair', 'Repair')}
      {status === 'active' && action('paused', 'Pause')}
      {(status === 'paused' || status === 'ended') && action('active', 'Resume')}
      {(status === 'active' || status === 'paused') && action('ended', 'End')}
    </ButtonGroup>
  );
}
