import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { campaignDraftSchema } from '#app/domain/campaign-draft.ts';
import { saveCampaign } from '#app/flow/campaigns/save-campaign.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { CampaignForm } from '#app/ui/campaign-form.tsx';
import { campaignDraftFrom } from '#app/ui/campaign-input.ts';
import { campaignFormView } from '#app/views/campaign-form-view.server.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(campaignFormView(shop, params.id));
};

export const action = async ({ request, params }: ActionFunctionArgs) => {
  const { shop, shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  return answer(async () => {
    const { currency } = await campaignFormView(shop, params.id);
    const draft = checkForm(campaignDraftSchema, campaignDraftFrom(body, currency));
    return saveCampaign(shopId, draft, params.id);
  });
};

export default function EditCampaign() {
  const view = useLoaderData<typeof loader>();
  return (
    <AppPage
      title={`Edit ${view.name}`}
      back={{ url: `/app/campaigns/${view.id}`, label: view.name }}
    >
      <CampaignForm key={view.id} view={view} />
    </AppPage>
  );
}
