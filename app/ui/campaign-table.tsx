import { BlockStack, Link, Text } from '@shopify/polaris';
import { CAMPAIGN_GOAL_LABEL } from '#app/domain/campaign.ts';
import type { CampaignListView } from '#app/views/campaign-list-view.server.ts';
import { Amount, formatCount } from './amount.tsx';
import { CampaignStatusBadge } from './badges.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';
import { Name } from './name.tsx';

type Row = CampaignListView['rows'][number];

const COLUMNS: readonly ListColumn<Row>[] = [
  {
    key: 'name',
    heading: 'Campaign',
    isText: true,
    cell: ({ id, name, dates }) => (
      <BlockStack>
        <Link url={`/app/campaigns/${id}`}>
          <Name>{name}</Name>
        </Link>
        <Text as="span" tone="subdued" variant="bodySm">
          {dates}
        </Text>
      </BlockStack>
    ),
  },
  {
    key: 'status',
    heading: 'Status',
    cell: ({ status }) => <CampaignStatusBadge status={status} />,
  },
  { key: 'goal', heading: 'Goal', cell: ({ goal }) => CAMPAIGN_GOAL_LABEL[goal] },
  {
    key: 'collaborations',
    heading: 'Collaborations',
    isNumber: true,
    cell: ({ collaborations, provisioning }) =>
      provisioning > 0
        ? `${formatCount(collaborations)} (${formatCount(provisioning)} being set up)`
        : formatCount(collaborations),
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
    cell: ({ revenue }) => <Amount value={revenue} />,
  },
  { key: 'cost', heading: 'Cost', isNumber: true, cell: ({ cost }) => <Amount value={cost} /> },
  {
    key: 'budget',
    heading: 'Budget',
    isNumber: true,
    cell: ({ budget }) => <Amount value={budget} />,
  },
  { key: 'roi', heading: 'ROI', isNumber: true, cell: ({ roi }) => roi },
  { key: 'roas', heading: 'ROAS', isNumber: true, cell: ({ roas }) => roas },
];

/** All campaigns with their figures of all time. */
export function CampaignTable({ rows }: { rows: readonly Row[] }) {
  return (
    <ListTable
      resource={{ singular: 'campaign', plural: 'campaigns' }}
      columns={COLUMNS}
      rows={rows}
      idOf={({ id }) => id}
    />
  );
}
