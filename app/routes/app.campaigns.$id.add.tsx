import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react';
import { Card } from '@shopify/polaris';
import { startDraftSchema } from '#app/domain/collaboration-start.ts';
import { startCollaborations } from '#app/flow/collaborations/start-collaborations.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { EmptyNote } from '#app/ui/empty-note.tsx';
import { StartForm } from '#app/ui/start-form.tsx';
import { startInputFrom } from '#app/ui/start-input.ts';
import { addView } from '#app/views/campaign-form-view.server.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(addView(shop, params.id));
};

export const action = async ({ request, params }: ActionFunctionArgs) => {
  const { shop, shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  return answer(() =>
    startCollaborations(
      shopId,
      params.id ?? '',
      checkForm(startDraftSchema, startInputFrom(body, shop)),
    ),
  );
};

/**
 * The list is not asked for again after the form was sent: with nobody left on it the form would go before it could
 * lead on to the campaign.
 */
export const shouldRevalidate = ({
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) => formMethod === undefined && defaultShouldRevalidate;

export default function AddInfluencers() {
  const view = useLoaderData<typeof loader>();
  return (
    <AppPage
      title={`Add influencers to ${view.campaign.name}`}
      back={{ url: `/app/campaigns/${view.campaign.id}`, label: view.campaign.name }}
    >
      {view.influencers.length === 0 ? (
        <Card>
          <EmptyNote
            title="Nobody is left to add"
            actions={[
              { content: 'Add influencer', url: '/app/influencers/new', primary: true },
              { content: 'Import a spreadsheet', url: '/app/influencers/import' },
            ]}
          >
            Every active influencer is in this campaign already, or there are none yet.
          </EmptyNote>
        </Card>
      ) : (
        <StartForm view={view} />
      )}
    </AppPage>
  );
}
