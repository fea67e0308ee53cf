import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, InlineGrid, Text } from '@shopify/polaris';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { formatCount } from '#app/ui/amount.tsx';
import { AppPage } from '#app/ui/app-page.tsx';
import { AssistTable } from '#app/ui/assist-table.tsx';
import { ClassTable } from '#app/ui/class-table.tsx';
import { DownloadButton } from '#app/ui/download-button.tsx';
import { EmptyNote } from '#app/ui/empty-note.tsx';
import { PathControls } from '#app/ui/path-controls.tsx';
import { PathTable } from '#app/ui/path-table.tsx';
import { TableCard } from '#app/ui/table-card.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { pathView } from '#app/views/path-view.server.ts';
import { orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(pathView(shop, new URL(request.url).searchParams));
};

export default function Journeys() {
  const view = useLoaderData<typeof loader>();
  return (
    <AppPage title="Customer journeys" fullWidth>
      <PathControls view={view} />
      {view.orders === 0 ? <NoJourneys allOrders={view.allOrders} /> : <Figures />}
    </AppPage>
  );
}

function NoJourneys({ allOrders }: { allOrders: boolean }) {
  return (
    <Card>
      <EmptyNote
        title={allOrders ? 'No orders in this period' : 'No orders with influencers in this period'}
        actions={[{ content: 'See where the data stands', url: '/app/data-quality' }]}
      >
        Journeys are made of the links, codes and visits that led to orders. Choose a longer period,
        or give your influencers their links and codes.
      </EmptyNote>
    </Card>
  );
}

function Figures() {
  const view = useLoaderData<typeof loader>();
  const { params } = useListParams();
  const rest = (shown: number, all: number) =>
    all > shown
      ? ` These are the first ${formatCount(shown)} of ${formatCount(all)} by orders.`
      : '';
  return (
    <>
      <Card>
        <Text as="p" variant="headingMd">
          {view.sentence}
        </Text>
      </Card>
      {view.assists.length > 0 && (
        <TableCard
          title="Who leads, who assists"
          note={`Assisted: she was among the contacts, another was the last. Alone: no other source, counted with the last contacts. The ratio is assisted for each last contact: above 1, last touch shows less than half of her orders.${rest(view.assists.length, view.assistCount)}`}
          actions={
            <DownloadButton url={`/app/export/assists?${params}`} fileName="assists.csv">
              Export
            </DownloadButton>
          }
        >
          <AssistTable rows={view.assists} />
        </TableCard>
      )}
      <InlineGrid columns={{ xs: 1, lg: 2 }} gap="400">
        <TableCard title="Contacts before an order">
          <ClassTable heading="Contacts" rows={view.lengths} />
        </TableCard>
        <TableCard title="From the first contact to the order">
          <ClassTable heading="Time" rows={view.times} />
        </TableCard>
      </InlineGrid>
      <TableCard
        title="Common journeys"
        note={`“×2” stands for two contacts in a row.${rest(view.paths.length, view.pathCount)}`}
        actions={
          <DownloadButton url={`/app/export/paths?${params}`} fileName="journeys.csv">
            Export
          </DownloadButton>
        }
      >
        <PathTable rows={view.paths} />
      </TableCard>
    </>
  );
}
