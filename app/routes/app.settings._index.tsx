import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
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
      <Card>
        <InlineStack gap="300" align="space-between" blockAlign="center">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              Attribution
            </Text>
            <Text as="p" tone="subdued">
              Which contacts count for an order, for how long, and how the models weigh them.
            </Text>
          </BlockStack>
          <Button url="/app/settings/attribution">Attribution rules</Button>
        </InlineStack>
      </Card>
      <Card>
        <InlineStack gap="300" align="space-between" blockAlign="center">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              Channels
            </Text>
            <Text as="p" tone="subdued">
              How visits are sorted into channels, and your own rules for it.
            </Text>
          </BlockStack>
          <Button url="/app/settings/channels">Channel rules</Button>
        </InlineStack>
      </Card>
      <PrivacyRequests requests={view.privacyRequests} />
    </AppPage>
  );
}
