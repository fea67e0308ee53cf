import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { HomeView } from '#app/views/home-view.server.ts';
import type { RankingRow } from '#app/views/ranking.ts';
import { Amount, formatAmount, formatCount } from './amount.tsx';
import { TierBadge } from './badges.tsx';
import { ChangeNote } from './change-note.tsx';
import { DownloadButton } from './download-button.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';
import { Name } from './name.tsx';
import { useListParams } from './use-list-params.ts';

const COLUMNS: readonly ListColumn<RankingRow>[] = [
  {
    key: 'name',
    heading: 'Influencer',
    isText: true,
    isSortable: true,
    cell: ({ id, name, tier }) => (
      <InlineStack gap="200" blockAlign="center" wrap={false}>
        <Link url={`/app/influencers/${id}`}>
          <Name>{name}</Name>
        </Link>
        <TierBadge tier={tier} />
      </InlineStack>
    ),
  },
  {
    key: 'revenue',
    heading: 'Revenue',
    isNumber: true,
    isSortable: true,
    cell: ({ revenue }) => <Amount value={revenue} />,
  },
  {
    key: 'change',
    heading: 'Previous period',
    isNumber: true,
    cell: ({ change, previousRevenue }) => (
      <InlineStack gap="200" align="end" wrap={false}>
        {change && <ChangeNote change={change} />}
        <Amount value={previousRevenue} />
      </InlineStack>
    ),
  },
  {
    key: 'orders',
    heading: 'Orders',
    isNumber: true,
    isSortable: true,
    cell: ({ orders }) => formatCount(orders),
  },
  {
    key: 'newCustomers',
    heading: 'New customers',
    isNumber: true,
    isSortable: true,
    cell: ({ newCustomers }) => formatCount(newCustomers),
  },
  {
    key: 'cost',
    heading: 'Cost',
    isNumber: true,
    isSortable: true,
    cell: ({ cost }) => <Amount value={cost} />,
  },
  { key: 'roi', heading: 'ROI', isNumber: true, isSortable: true, cell: ({ roi }) => roi },
  { key: 'roas', heading: 'ROAS', isNumber: true, isSortable: true, cell: ({ roas }) => roas },
  {
    key: 'cpa',
    heading: 'CPA',
    isNumber: true,
    isSortable: true,
    cell: ({ cpa }) => (cpa ? formatAmount(cpa) : '–'),
  },
];

type Props = { ranking: HomeView['ranking'] };

/** The influencers of a period, best first by whatever column the merchant chooses. */
export function RankingTable({ ranking }: Props) {
  const { params, change } = useListParams();
  const { rows, page, sort, descending } = ranking;
  return (
    <Card padding="0">
      <BlockStack>
        <div style={{ padding: 'var(--p-space-400)' }}>
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              Influencers
            </Text>
            {rows.length > 0 && (
              <DownloadButton
                url={`/app/export/ranking?${params}`}
                fileName="influencer-ranking.csv"
              >
                Export
              </DownloadButton>
            )}
          </InlineStack>
        </div>
        {rows.length === 0 ? (
          <div style={{ padding: '0 var(--p-space-400) var(--p-space-400)' }}>
            <Text as="p" tone="subdued">
              No influencer has revenue or cost in this period. Choose a longer one, or another
              model.
            </Text>
          </div>
        ) : (
          <ListTable
            resource={{ singular: 'influencer', plural: 'influencers' }}
            columns={COLUMNS}
            rows={rows}
            idOf={({ id }) => id}
            sort={{
              key: sort,
              descending,
              onSort: (key, down) => change({ sort: key, dir: down ? 'desc' : 'asc' }),
            }}
            page={{ ...page, onPage: (to) => change({ page: String(to) }) }}
          />
        )}
      </BlockStack>
    </Card>
  );
}
