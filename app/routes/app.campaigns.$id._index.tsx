import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, InlineStack, Text } from '@shopify/polaris';
import { z } from 'zod';
import { CAMPAIGN_GOAL_LABEL } from '#app/domain/campaign.ts';
import { repairCollaboration } from '#app/flow/collaborations/repair-collaboration.server.ts';
import { setCollaborationStatus } from '#app/flow/collaborations/set-collaboration-status.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { CampaignStatusBadge } from '#app/ui/badges.tsx';
import { CampaignFigures } from '#app/ui/campaign-figures.tsx';
import { CollaborationTable } from '#app/ui/collaboration-table.tsx';
import { DownloadButton } from '#app/ui/download-button.tsx';
import { ProgressNote } from '#app/ui/progress-note.tsx';
import { RefusalBanner } from '#app/ui/refusal-banner.tsx';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useRevalidateWhile } from '#app/ui/use-revalidate-while.ts';
import { campaignView } from '#app/views/campaign-view.server.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(campaignView(shop, params.id, new URL(request.url).searchParams));
};

const schema = z.object({
  intent: z.enum(['active', 'paused', 'ended', 'repair']),
  ids: z.array(z.uuid()).min(1).max(1000),
});

export const action = async ({ request }: ActionFunctionArgs) => {
  const { shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  return answer(async () => {
    const { intent, ids } = checkForm(schema, body);
    for (const id of ids) {
      if (intent === 'repair') await repairCollaboration(shopId, id);
      else await setCollaborationStatus(shopId, id, intent);
    }
    return { changed: ids.length };
  });
};

export default function Campaign() {
  const view = useLoaderData<typeof loader>();
  const { send, isBusy, refusal } = useAnswer<{ changed: number }>({
    toast: 'Collaborations changed',
  });
  useRevalidateWhile(view.progress !== null);
  const inStatus = (status: string) =>
    view.collaborations.filter((one) => one.status === status).map(({ id }) => id);
  const bulk = [
    { content: 'Pause all', intent: 'paused', ids: inStatus('active') },
    { content: 'Resume all', intent: 'active', ids: inStatus('paused') },
    { content: 'End all', intent: 'ended', ids: [...inStatus('active'), ...inStatus('paused')] },
    {
      content: 'Repair all',
      intent: 'repair',
      ids: view.collaborations.filter((one) => one.needsRepair).map(({ id }) => id),
    },
  ].filter(({ ids }) => ids.length > 0);
  return (
    <AppPage
      title={view.name}
      subtitle={`${CAMPAIGN_GOAL_LABEL[view.goal]}, ${view.dates}`}
      titleMetadata={<CampaignStatusBadge status={view.status} />}
      back={{ url: '/app/campaigns', label: 'Campaigns' }}
      primaryAction={{ content: 'Add influencers', url: `/app/campaigns/${view.id}/add` }}
      secondaryActions={[{ content: 'Edit', url: `/app/campaigns/${view.id}/edit` }]}
      actionGroups={
        bulk.length > 0
          ? [
              {
                title: 'All collaborations',
                actions: bulk.map(({ content, intent, ids }) => ({
                  content: `${content} (${ids.length})`,
                  disabled: isBusy,
                  onAction: () => send({ intent, ids }),
                })),
              },
            ]
          : []
      }
      fullWidth
    >
      <RefusalBanner refusal={refusal} />
      {view.progress && (
        <ProgressNote id="setup-progress" progress={view.progress}>
          {`Setting up codes, pages and links in Shopify: ${view.progress.done} of ${view.progress.total} done.`}
        </ProgressNote>
      )}
      <CampaignFigures view={view} />
      <Card padding="0">
        <div style={{ padding: 'var(--p-space-400)' }}>
          <InlineStack align="space-between" blockAlign="center">
            <Text as="h2" variant="headingMd">
              Collaborations
            </Text>
            {view.collaborations.length > 0 && (
              <DownloadButton
                url={`/app/export/campaign?id=${view.id}&model=${view.model}`}
                fileName="campaign.csv"
              >
                Export
              </DownloadButton>
            )}
          </InlineStack>
        </div>
        <CollaborationTable
          campaignId={view.id}
          rows={view.collaborations}
          isBusy={isBusy}
          onIntent={(intent, id) => send({ intent, ids: [id] })}
        />
      </Card>
    </AppPage>
  );
}
