import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { repeatBackfill } from '#app/flow/backfill/repeat-backfill.server.ts';
import { requestReconciliation } from '#app/flow/backfill/request-reconciliation.server.ts';
import { requestPixel } from '#app/flow/capture/request-pixel.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { BackfillCard } from '#app/ui/backfill-card.tsx';
import { isFetching } from '#app/ui/backfill-progress.tsx';
import { ComparisonCard } from '#app/ui/comparison-card.tsx';
import { DownloadButton } from '#app/ui/download-button.tsx';
import { FreshnessNote } from '#app/ui/freshness-note.tsx';
import { ListenersCard } from '#app/ui/listeners-card.tsx';
import { MessagesCard } from '#app/ui/messages-card.tsx';
import { QualityControls } from '#app/ui/quality-controls.tsx';
import { RebuildNote } from '#app/ui/rebuild-note.tsx';
import { ShareTable } from '#app/ui/share-table.tsx';
import { StrayCards } from '#app/ui/stray-cards.tsx';
import { TableCard } from '#app/ui/table-card.tsx';
import { TrustBanner } from '#app/ui/trust-banner.tsx';
import { useRevalidateWhile } from '#app/ui/use-revalidate-while.ts';
import { dataQualityView } from '#app/views/data-quality-view.server.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(dataQualityView(shop, new URL(request.url).searchParams));
};

const schema = z.object({ intent: z.enum(['compare', 'backfill', 'pixel']) });

const DO = {
  compare: requestReconciliation,
  backfill: repeatBackfill,
  pixel: requestPixel,
} as const;

export const action = async ({ request }: ActionFunctionArgs) => {
  const { shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  return answer(async () => {
    await DO[checkForm(schema, body).intent](shopId);
    return null;
  });
};

export default function DataQuality() {
  const view = useLoaderData<typeof loader>();
  const isMoving =
    isFetching(view.backfill) ||
    view.beingRebuilt > 0 ||
    view.pixel.state === 'starting' ||
    !view.freshness.upToDate;
  useRevalidateWhile(isMoving);
  return (
    <AppPage title="Data health" fullWidth>
      <TrustBanner trust={view.trust} />
      <FreshnessNote freshness={view.freshness} />
      <RebuildNote orders={view.beingRebuilt} />
      <TableCard
        title="How much is known of your orders"
        note="Orders that count: no tests, nothing cancelled."
        actions={
          <DownloadButton
            url={`/app/export/data-quality?period=${view.period}`}
            fileName="data-quality.csv"
          >
            Export
          </DownloadButton>
        }
      >
        <div style={{ padding: '0 var(--p-space-400) var(--p-space-400)' }}>
          <QualityControls view={view} />
        </div>
        <ShareTable heading="Of the orders" rows={view.shares} />
        <ShareTable heading="Told by" rows={view.sources} />
      </TableCard>
      <ListenersCard view={view} />
      <StrayCards strays={view.strays} allUrl="/app/data-quality/claim" />
      <MessagesCard view={view} />
      <ComparisonCard runs={view.runs} />
      <BackfillCard backfill={view.backfill} />
    </AppPage>
  );
}
