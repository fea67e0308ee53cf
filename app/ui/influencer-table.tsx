import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { MODEL_LABEL, type Model } from '#app/domain/attribution-model.ts';
import { PLATFORM_LABEL } from '#app/domain/platform-name.ts';
import type { InfluencerListView } from '#app/views/influencer-list-view.server.ts';
import { Amount, formatCount } from './amount.tsx';
import { InfluencerStatusBadge, TierBadge } from './badges.tsx';
import { EmptyNote } from './empty-note.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';
import { Name } from './name.tsx';
import { useListParams } from './use-list-params.ts';

type Row = InfluencerListView['rows'][number];

const columns = (model: Model): ListColumn<Row>[] => [
  {
    key: 'name',
    heading: 'Name',
    isText: true,
    isSortable: true,
    cell: ({ id, name, niche }) => (
      <BlockStack>
        <Link url={`/app/influencers/${id}`}>
          <Name>{name}</Name>
        </Link>
        {niche && (
          <Text as="span" tone="subdued" variant="bodySm">
            <Name>{niche}</Name>
          </Text>
        )}
      </BlockStack>
    ),
  },
  {
    key: 'status',
    heading: 'Status',
    cell: ({ status }) => <InfluencerStatusBadge status={status} />,
  },
  { key: 'tier', heading: 'Tier', cell: ({ tier }) => <TierBadge tier={tier} /> },
  {
    key: 'platforms',
    heading: 'Platforms',
    cell: ({ accounts }) => (
      <InlineStack gap="100">
        {accounts.map(({ platform }) => PLATFORM_LABEL[platform]).join(', ') || '–'}
      </InlineStack>
    ),
  },
  {
    key: 'followers',
    heading: 'Followers',
    isNumber: true,
    isSortable: true,
    cell: ({ followers }) => formatCount(followers),
  },
  {
    key: 'active',
    heading: 'Active collaborations',
    isNumber: true,
    cell: ({ activeCollaborations }) => formatCount(activeCollaborations),
  },
  {
    key: 'clicks',
    heading: 'Clicks, 30 days',
    isNumber: true,
    cell: ({ clicks }) => formatCount(clicks),
  },
  {
    key: 'revenue',
    heading: `Revenue, 30 days (${MODEL_LABEL[model].toLowerCase()})`,
    isNumber: true,
    isSortable: true,
    cell: ({ revenue }) => <Amount value={revenue} />,
  },
];

/** The influencers of one page of the list. */
export function InfluencerTable({ view }: { view: InfluencerListView }) {
  const { change } = useListParams();
  return (
    <ListTable
      resource={{ singular: 'influencer', plural: 'influencers' }}
      columns={columns(view.model)}
      rows={view.rows}
      idOf={({ id }) => id}
      sort={{
        key: view.sort,
        descending: view.descending,
        onSort: (key, down) => change({ sort: key, dir: down ? 'desc' : 'asc' }),
      }}
      page={{ ...view.page, onPage: (to) => change({ page: String(to) }) }}
      empty={
        <EmptyNote title="No influencer fits">
          Search for another name, or take a filter away.
        </EmptyNote>
      }
    />
  );
}
