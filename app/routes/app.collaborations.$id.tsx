import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Card, InlineStack, Layout, Link, Text } from '@shopify/polaris';
import { z } from 'zod';
import { COLLABORATION_STATUSES } from '#app/domain/collaboration.ts';
import { linkDraftSchema } from '#app/domain/link-draft.ts';
import { FORMAT_LABEL, PLATFORM_LABEL } from '#app/domain/platform-name.ts';
import { repairCollaboration } from '#app/flow/collaborations/repair-collaboration.server.ts';
import { saveLink } from '#app/flow/collaborations/save-link.server.ts';
import { setCollaborationStatus } from '#app/flow/collaborations/set-collaboration-status.server.ts';
import { removeCost } from '#app/flow/costs/remove-cost.server.ts';
import { saveCost, saveCostSchema } from '#app/flow/costs/save-cost.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { CollaborationStatusBadge } from '#app/ui/badges.tsx';
import { BriefCard } from '#app/ui/brief-card.tsx';
import { costDraftFrom } from '#app/ui/cost-input.ts';
import { CostsCard } from '#app/ui/costs-card.tsx';
import { HandoutList } from '#app/ui/handout-list.tsx';
import { LaunchCheckCard } from '#app/ui/launch-check-card.tsx';
import { LinkCard } from '#app/ui/link-card.tsx';
import { linkDraftFrom } from '#app/ui/link-input.ts';
import { OfferSummary } from '#app/ui/offer-summary.tsx';
import { OrderTable } from '#app/ui/order-table.tsx';
import { RefusalBanner } from '#app/ui/refusal-banner.tsx';
import { ModelSelect } from '#app/ui/report-controls.tsx';
import { ShopifyObjects } from '#app/ui/shopify-objects.tsx';
import { SumsList } from '#app/ui/sums-list.tsx';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useRevalidateWhile } from '#app/ui/use-revalidate-while.ts';
import { collaborationView } from '#app/views/collaboration-view.server.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(collaborationView(shop, params.id, new URL(request.url).searchParams));
};

const schema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('status'), status: z.enum(COLLABORATION_STATUSES) }),
  z.object({ intent: z.literal('repair') }),
  z.object({ intent: z.literal('save-link'), link: z.unknown() }),
  z.object({ intent: z.literal('save-cost'), id: z.uuid().nullable(), cost: z.unknown() }),
  z.object({ intent: z.literal('remove-cost'), id: z.uuid() }),
]);

export const action = async ({ request, params }: ActionFunctionArgs) => {
  const { shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  const id = params.id ?? '';
  return answer(async () => {
    const asked = checkForm(schema, body);
    switch (asked.intent) {
      case 'status':
        await setCollaborationStatus(shopId, id, asked.status);
        return null;
      case 'repair':
        await repairCollaboration(shopId, id);
        return null;
      case 'save-link':
        await saveLink(shopId, id, checkForm(linkDraftSchema, linkDraftFrom(asked.link)));
        return null;
      case 'remove-cost':
        await removeCost(shopId, asked.id);
        return null;
      case 'save-cost': {
        const draft = checkForm(saveCostSchema, costDraftFrom(asked.cost, id));
        return saveCost(shopId, draft, asked.id ?? undefined);
      }
    }
  });
};

export default function Collaboration() {
  const view = useLoaderData<typeof loader>();
  const { send, isBusy, refusal } = useAnswer<null>({ toast: 'Collaboration changed' });
  useRevalidateWhile(view.isProvisioning || view.launch.isSending);
  const to = (content: string, status: string) => ({
    content,
    disabled: isBusy,
    onAction: () => send({ intent: 'status', status }),
  });
  const actions = [
    ...(view.status === 'active' ? [to('Pause', 'paused')] : []),
    ...(view.status === 'paused' || view.status === 'ended' ? [to('Resume', 'active')] : []),
    ...(view.status === 'active' || view.status === 'paused' ? [to('End', 'ended')] : []),
  ];
  return (
    <AppPage
      title={view.influencer.name}
      subtitle={view.campaign.name}
      titleMetadata={<CollaborationStatusBadge status={view.status} />}
      back={{ url: `/app/campaigns/${view.campaign.id}`, label: view.campaign.name }}
      secondaryActions={actions}
      fullWidth
    >
      <RefusalBanner refusal={refusal} />
      {view.needsRepair && (
        <Banner
          tone="warning"
          title="Something is missing in Shopify"
          action={{
            content: 'Repair',
            loading: isBusy,
            onAction: () => send({ intent: 'repair' }),
          }}
        >
          <p>
            It was deleted or changed there, or could not be made. Repairing makes it again under
            the same name; orders go on counting either way.
          </p>
        </Banner>
      )}
      <Card>
        <BlockStack gap="300">
          <InlineStack>
            <ModelSelect model={view.model} />
          </InlineStack>
          <SumsList sums={view.sums} />
          <Text as="p" tone="subdued" variant="bodySm">
            Figures of all time.
          </Text>
        </BlockStack>
      </Card>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  What she hands out
                </Text>
                <HandoutList codes={view.codes.map(({ code }) => code)} links={view.links} />
              </BlockStack>
            </Card>
            <LaunchCheckCard collaborationId={view.id} launch={view.launch} />
            {view.link && (
              <LinkCard collaborationId={view.id} link={view.link} tagged={view.links.tagged} />
            )}
            <CostsCard view={view} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <BriefCard collaborationId={view.id} letters={view.launch.letters} />
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  In Shopify
                </Text>
                <ShopifyObjects objects={view.objects} />
                {view.codes.some(({ adopted }) => adopted) && (
                  <Text as="p" tone="subdued">
                    The code was yours before: Tributary never changes, pauses or deletes it.
                  </Text>
                )}
              </BlockStack>
            </Card>
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  Offer
                </Text>
                <OfferSummary offer={view.offer} />
                <Text as="p" tone="subdued">
                  {`${PLATFORM_LABEL[view.platform]}, ${FORMAT_LABEL[view.format].toLowerCase()}`}
                </Text>
                <Link url={`/app/influencers/${view.influencer.id}`}>Her page</Link>
              </BlockStack>
            </Card>
          </BlockStack>
        </Layout.Section>
      </Layout>
      <Card padding="0">
        <div style={{ padding: 'var(--p-space-400)' }}>
          <Text as="h2" variant="headingMd">
            Latest orders
          </Text>
        </div>
        <OrderTable rows={view.orders} />
      </Card>
    </AppPage>
  );
}
