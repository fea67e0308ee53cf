import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { influencerDraftSchema } from '#app/domain/influencer-draft.ts';
import { saveInfluencer } from '#app/flow/influencers/save-influencer.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { InfluencerForm } from '#app/ui/influencer-form.tsx';
import { influencerDraftFrom } from '#app/ui/influencer-input.ts';
import { influencerFormView } from '#app/views/influencer-view.server.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(influencerFormView(shop, params.id));
};

export const action = async ({ request, params }: ActionFunctionArgs) => {
  const { shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  return answer(() =>
    saveInfluencer(shopId, checkForm(influencerDraftSchema, influencerDraftFrom(body)), params.id),
  );
};

export default function EditInfluencer() {
  const { id, initial } = useLoaderData<typeof loader>();
  return (
    <AppPage
      title={`Edit ${initial.name}`}
      back={{ url: `/app/influencers/${id}`, label: initial.name }}
    >
      <InfluencerForm key={id} initial={initial} />
    </AppPage>
  );
}
