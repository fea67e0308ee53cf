import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { influencerDraftSchema } from '#app/domain/influencer-draft.ts';
import { saveInfluencer } from '#app/flow/influencers/save-influencer.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { EMPTY_INFLUENCER, InfluencerForm } from '#app/ui/influencer-form.tsx';
import { influencerDraftFrom } from '#app/ui/influencer-input.ts';
import { answer, bodyOf, checkForm } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  await authenticateMerchant(request);
  return null;
};

export const action = async ({ request }: ActionFunctionArgs) => {
  const { shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  return answer(() =>
    saveInfluencer(shopId, checkForm(influencerDraftSchema, influencerDraftFrom(body))),
  );
};

export default function NewInfluencer() {
  return (
    <AppPage title="Add influencer" back={{ url: '/app/influencers', label: 'Influencers' }}>
      <InfluencerForm initial={EMPTY_INFLUENCER} />
    </AppPage>
  );
}
