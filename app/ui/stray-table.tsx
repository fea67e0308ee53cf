import { Button } from '@shopify/polaris';
import type { StrayTrace } from '#app/views/stray-trace-view.server.ts';
import { Amount, formatCount } from './amount.tsx';
import { type ListColumn, ListTable } from './list-table.tsx';
import { Name } from './name.tsx';

const SHARED: readonly ListColumn<StrayTrace>[] = [
  { key: 'orders', heading: 'Orders', isNumber: true, cell: ({ orders }) => formatCount(orders) },
  { key: 'net', heading: 'Net sales', isNumber: true, cell: ({ net }) => <Amount value={net} /> },
  {
    key: 'seen',
    heading: 'First and last seen',
    cell: ({ seen, firstAt, lastAt }) => (
      <span title={`${firstAt.text} – ${lastAt.text}`}>{seen}</span>
    ),
  },
  {
    key: 'give',
    heading: 'Whose is it?',
    cell: ({ url, text }) => (
      <Button url={url} size="slim" accessibilityLabel={`Give to an influencer…: ${text}`}>
        Give to an influencer…
      </Button>
    ),
  },
];

const CODES: readonly ListColumn<StrayTrace>[] = [
  { key: 'code', heading: 'Code', isText: true, cell: ({ text }) => <Name>{text}</Name> },
  ...SHARED,
];

const UTM: readonly ListColumn<StrayTrace>[] = [
  {
    key: 'utm',
    heading: 'Source / medium / campaign',
    isText: true,
    cell: ({ text }) => <Name>{text}</Name>,
  },
  { key: 'channel', heading: 'Counts as', cell: ({ channel }) => channel ?? '–' },
  ...SHARED,
];

type Props = { kind: StrayTrace['kind']; rows: readonly StrayTrace[] };

/** Codes, or UTM values, that orders carry and that are nobody's. */
export function StrayTable({ kind, rows }: Props) {
  return (
    <ListTable
      resource={
        kind === 'code'
          ? { singular: 'code', plural: 'codes' }
          : { singular: 'UTM value', plural: 'UTM values' }
      }
      columns={kind === 'code' ? CODES : UTM}
      rows={rows}
      idOf={({ url }) => url}
    />
  );
}
