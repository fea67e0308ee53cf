import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, InlineStack, Layout, Link, Text } from '@shopify/polaris';
import { z } from 'zod';
import { INFLUENCER_STATUSES } from '#app/domain/influencer.ts';
import { setInfluencerStatus } from '#app/flow/influencers/set-influencer-status.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { CostTable } from '#app/ui/cost-table.tsx';
import { FigureCards } from '#app/ui/figure-cards.tsx';
import { InfluencerCollaborations } from '#app/ui/influencer-collaborations.tsx';
import { InfluencerSummary } from '#app/ui/influencer-summary.tsx';
import { OrderTable } from '#app/ui/order-table.tsx';
import { RefusalBanner } from '#app/ui/refusal-banner.tsx';
import { ReportControls } from '#app/ui/report-controls.tsx';
import { RevenueChart } from '#app/ui/revenue-chart.tsx';
import { useAnswer } from '#app/ui/use-answer.ts';
import { influencerView } from '#app/views/influencer-view.server.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  const view = await orRefuse(influencerView(shop, params.id, new URL(request.url).searchParams));
  return { view, currency: shop.currency };
};

const schema = z.object({ status: z.enum(INFLUENCER_STATUSES) });

export const action = async ({ request, params }: ActionFunctionArgs) => {
  const { shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  return answer(async () => {
    const { status } = checkForm(schema, body);
    await setInfluencerStatus(shopId, params.id ?? '', status);
    return { status };
  });
};

export default function Influencer() {
  const { view, currency } = useLoaderData<typeof loader>();
  const status = useAnswer<{ status: string }>({ toast: 'Status changed' });
  const other =
    view.status === 'active'
      ? { content: 'Archive', status: 'archived' }
      : { content: 'Make active', status: 'active' };
  return (
    <AppPage
      title={view.name}
      back={{ url: '/app/influencers', label: 'Influencers' }}
      primaryAction={{ content: 'Edit', url: `/app/influencers/${view.id}/edit` }}
      secondaryActions={[
        {
          content: other.content,
          onAction: () => status.send({ status: other.status }),
          loading: status.isBusy,
        },
      ]}
      fullWidth
    >
      <RefusalBanner refusal={status.refusal} />
      <ReportControls query={view.query} />
      <FigureCards
        figures={view.figures}
        previousText={view.query.previousText}
        revenueLabel="Revenue through her"
      />
      <Layout>
        <Layout.Section>
          <RevenueChart series={view.series} currency={currency} />
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <InfluencerSummary view={view} />
        </Layout.Section>
      </Layout>
      <InfluencerCollaborations collaborations={view.collaborations} />
      <Card padding="0">
        <div style={{ padding: 'var(--p-space-400)' }}>
          <InlineStack align="space-between">
            <Text as="h2" variant="headingMd">
              Latest orders
            </Text>
            <Link url={`/app/orders?influencer=${view.id}`}>All her orders</Link>
          </InlineStack>
        </div>
        <OrderTable rows={view.orders} />
      </Card>
      {view.costs.length > 0 && (
        <Card padding="0">
          <div style={{ padding: 'var(--p-space-400)' }}>
            <Text as="h2" variant="headingMd">
              Costs of the period
            </Text>
          </div>
          <CostTable costs={view.costs} />
        </Card>
      )}
    </AppPage>
  );
}
