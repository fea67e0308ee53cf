import { Link } from '@shopify/polaris';
import type { ShownAssist } from '#app/views/path-view.server.ts';
import { formatCount } from './amount.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';
import { Name } from './name.tsx';

const COLUMNS: readonly ListColumn<ShownAssist>[] = [
  {
    key: 'name',
    heading: 'Influencer',
    isText: true,
    cell: ({ id, name }) => (
      <Link url={`/app/influencers/${id}`}>
        <Name>{name}</Name>
      </Link>
    ),
  },
  {
    key: 'last',
    heading: 'Last contact',
    isNumber: true,
    cell: ({ last }) => formatCount(last),
  },
  {
    key: 'assisted',
    heading: 'Assisted',
    isNumber: true,
    cell: ({ assisted }) => formatCount(assisted),
  },
  { key: 'alone', heading: 'Alone', isNumber: true, cell: ({ alone }) => formatCount(alone) },
  { key: 'ratio', heading: 'Assist ratio', isNumber: true, cell: ({ ratio }) => ratio },
];

/** In how many orders each influencer had the last word, and in how many another. */
export function AssistTable({ rows }: { rows: readonly ShownAssist[] }) {
  return (
    <ListTable
      resource={{ singular: 'influencer', plural: 'influencers' }}
      columns={COLUMNS}
      rows={rows}
      idOf={({ id }) => id}
    />
  );
}
