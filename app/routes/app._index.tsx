import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card } from '@shopify/polaris';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { BackfillProgress } from '#app/ui/backfill-progress.tsx';
import { FigureCards } from '#app/ui/figure-cards.tsx';
import { FreshnessNote } from '#app/ui/freshness-note.tsx';
import { GettingStarted } from '#app/ui/getting-started.tsx';
import { RankingTable } from '#app/ui/ranking-table.tsx';
import { ReportControls } from '#app/ui/report-controls.tsx';
import { RevenueChart } from '#app/ui/revenue-chart.tsx';
import { useRevalidateWhile } from '#app/ui/use-revalidate-while.ts';
import { homeView } from '#app/views/home-view.server.ts';
import { orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  const view = await orRefuse(homeView(shop, new URL(request.url).searchParams));
  return { view, currency: shop.currency };
};

export default function Home() {
  const { view, currency } = useLoaderData<typeof loader>();
  const isNew = !view.steps.orders || !view.steps.collaborations;
  const isEmpty = !view.steps.orders && !view.steps.collaborations;
  useRevalidateWhile(!view.freshness.upToDate || view.backfill !== null);
  return (
    <AppPage title="Influencer performance" fullWidth>
      {isNew && <GettingStarted steps={view.steps} />}
      <FreshnessNote freshness={view.freshness} />
      {view.backfill && (
        <Card padding="300">
          <BackfillProgress backfill={view.backfill} />
        </Card>
      )}
      {!isEmpty && (
        <>
          <ReportControls query={view.query} />
          <FigureCards figures={view.figures} previousText={view.query.previousText} />
          <RevenueChart series={view.series} currency={currency} />
          <RankingTable ranking={view.ranking} />
        </>
      )}
    </AppPage>
  );
}
