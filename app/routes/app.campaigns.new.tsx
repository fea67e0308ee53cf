import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { campaignDraftSchema } from '#app/domain/campaign-draft.ts';
import { saveCampaign } from '#app/flow/campaigns/save-campaign.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { CampaignForm } from '#app/ui/campaign-form.tsx';
import { campaignDraftFrom } from '#app/ui/campaign-input.ts';
import { newCampaignForm } from '#app/views/campaign-form-view.server.ts';
import { answer, bodyOf, checkForm } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return newCampaignForm(shop);
};

export const action = async ({ request }: ActionFunctionArgs) => {
  const { shop, shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  return answer(() =>
    saveCampaign(shopId, checkForm(campaignDraftSchema, campaignDraftFrom(body, shop.currency))),
  );
};

export default function NewCampaign() {
  const view = useLoaderData<typeof loader>();
  return (
    <AppPage title="Create campaign" back={{ url: '/app/campaigns', label: 'Campaigns' }}>
      <CampaignForm view={view} />
    </AppPage>
  );
}
