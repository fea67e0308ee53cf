import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card } from '@shopify/polaris';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { DownloadButton } from '#app/ui/download-button.tsx';
import { EmptyNote } from '#app/ui/empty-note.tsx';
import { InfluencerFilters } from '#app/ui/influencer-filters.tsx';
import { InfluencerTable } from '#app/ui/influencer-table.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { influencerListView } from '#app/views/influencer-list-view.server.ts';
import { orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  const params = new URL(request.url).searchParams;
  return orRefuse(influencerListView(shop, params));
};

export default function Influencers() {
  const view = useLoaderData<typeof loader>();
  const { params } = useListParams();
  const isFiltered =
    view.search !== '' || view.statuses.length + view.tiers.length + view.platforms.length > 0;
  const isEmpty = view.page.total === 0 && !isFiltered;
  return (
    <AppPage
      title="Influencers"
      fullWidth
      primaryAction={{ content: 'Add influencer', url: '/app/influencers/new' }}
      secondaryActions={[{ content: 'Import', url: '/app/influencers/import' }]}
    >
      {isEmpty ? (
        <Card>
          <EmptyNote
            title="Add your first influencer"
            actions={[
              { content: 'Add influencer', url: '/app/influencers/new', primary: true },
              { content: 'Import a spreadsheet', url: '/app/influencers/import' },
            ]}
          >
            An influencer is a person who posts about your products. Once she is here, a campaign
            gives her a code, a link and a page of her own.
          </EmptyNote>
        </Card>
      ) : (
        <>
          <Card padding="0">
            <InfluencerFilters view={view} />
            <InfluencerTable view={view} />
          </Card>
          <DownloadButton url={`/app/export/influencers?${params}`} fileName="influencers.csv">
            Export this list
          </DownloadButton>
        </>
      )}
    </AppPage>
  );
}
