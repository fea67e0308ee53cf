import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, Text } from '@shopify/polaris';
import { MODEL_LABEL } from '#app/domain/attribution-model.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { CampaignTable } from '#app/ui/campaign-table.tsx';
import { DownloadButton } from '#app/ui/download-button.tsx';
import { EmptyNote } from '#app/ui/empty-note.tsx';
import { campaignListView } from '#app/views/campaign-list-view.server.ts';
import { orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(campaignListView(shop));
};

export default function Campaigns() {
  const { rows, model } = useLoaderData<typeof loader>();
  return (
    <AppPage
      title="Campaigns"
      fullWidth
      primaryAction={{ content: 'Create campaign', url: '/app/campaigns/new' }}
    >
      <Card padding={rows.length === 0 ? '400' : '0'}>
        {rows.length === 0 ? (
          <EmptyNote
            title="Start your first campaign"
            actions={[{ content: 'Create campaign', url: '/app/campaigns/new', primary: true }]}
          >
            A campaign has a goal, a budget and influencers. Everyone in it gets a code, a landing
            page and a tracking link of her own.
          </EmptyNote>
        ) : (
          <CampaignTable rows={rows} />
        )}
      </Card>
      {rows.length > 0 && (
        <>
          <Text as="p" tone="subdued">
            {`Figures of all time by the model ${MODEL_LABEL[model].toLowerCase()}.`}
          </Text>
          <DownloadButton url="/app/export/campaigns" fileName="campaigns.csv">
            Export
          </DownloadButton>
        </>
      )}
    </AppPage>
  );
}
