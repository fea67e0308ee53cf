import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { settingsDraftSchema } from '#app/domain/settings-draft.ts';
import { saveSettings } from '#app/flow/settings/save-settings.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { PrivacyRequests } from '#app/ui/privacy-requests.tsx';
import { SettingsForm } from '#app/ui/settings-form.tsx';
import { settingsDraftFrom } from '#app/ui/settings-input.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';
import { settingsView } from '#app/views/settings-view.server.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(settingsView(shop));
};

export const action = async ({ request }: ActionFunctionArgs) => {
  const { shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  return answer(async () => {
    await saveSettings(shopId, checkForm(settingsDraftSchema, settingsDraftFrom(body)));
    return null;
  });
};

export default function Settings() {
  const view = useLoaderData<typeof loader>();
  return (
    <AppPage
      title="Settings"
      subtitle={`${view.shop.domain}, ${view.shop.currency}, ${view.shop.timeZone}`}
    >
      <SettingsForm view={view} />
      <PrivacyRequests requests={view.privacyRequests} />
    </AppPage>
  );
}
