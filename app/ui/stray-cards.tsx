import { Button } from '@shopify/polaris';
import type { StrayTraces } from '#app/views/stray-trace-view.server.ts';
import { DownloadButton } from './download-button.tsx';
import { StrayTable } from './stray-table.tsx';
import { TableCard } from './table-card.tsx';

type Props = {
  strays: StrayTraces;
  /** Where all of them are listed; null where these are all. */
  allUrl: string | null;
};

const WORDS = {
  code: {
    title: 'Codes that are no influencer’s',
    some: 'Used at your checkout. Codes of your own sales are among them: leave those.',
    none: 'Every code that was used belongs to an influencer, or none was used.',
    file: 'unknown-codes',
  },
  utm: {
    title: 'UTM values that are no influencer’s',
    some: 'Of visits before an order. Those that no channel knows come first.',
    none: 'No visit before an order had UTM values that are nobody’s.',
    file: 'unknown-utm',
  },
} as const;

/** What orders carry that is nobody's, so that it can be given to somebody. */
export function StrayCards({ strays, allUrl }: Props) {
  return (
    <>
      <StrayCard kind="code" rows={strays.codes} hasMore={strays.more.codes} allUrl={allUrl} />
      <StrayCard kind="utm" rows={strays.utm} hasMore={strays.more.utm} allUrl={allUrl} />
    </>
  );
}

type CardProps = {
  kind: 'code' | 'utm';
  rows: StrayTraces['codes'];
  hasMore: boolean;
  allUrl: string | null;
};

function StrayCard({ kind, rows, hasMore, allUrl }: CardProps) {
  const { title, some, none, file } = WORDS[kind];
  const all = allUrl && <Button url={allUrl}>See those of all time</Button>;
  if (rows.length === 0) return <TableCard title={title} note={none} actions={all} />;
  return (
    <TableCard
      title={title}
      note={
        hasMore && !allUrl ? `${some} These are the most important ones; the file holds all.` : some
      }
      actions={
        <>
          {all}
          <DownloadButton url={`/app/export/${file}`} fileName={`${file}.csv`}>
            Export all
          </DownloadButton>
        </>
      }
    >
      <StrayTable kind={kind} rows={rows} />
    </TableCard>
  );
}
