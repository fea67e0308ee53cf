import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { channelRulesSchema } from '#app/domain/channel-rule-draft.ts';
import { saveChannelRules } from '#app/flow/settings/save-channel-rules.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { ChannelGroups } from '#app/ui/channel-groups.tsx';
import { ChannelRulesForm } from '#app/ui/channel-rules-form.tsx';
import { fieldsOf } from '#app/ui/form-input.ts';
import { RebuildNote } from '#app/ui/rebuild-note.tsx';
import { useRevalidateWhile } from '#app/ui/use-revalidate-while.ts';
import { channelRulesView, rulesPreview } from '#app/views/channel-rules-view.server.ts';
import { channelTrial } from '#app/views/channel-trial.server.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(channelRulesView(shop));
};

const MAX_ADDRESS = 4_000;
const text = z
  .string()
  .max(MAX_ADDRESS, { error: `Shorten it to ${MAX_ADDRESS} characters.` })
  .catch('');
const schema = z.object({
  intent: z.enum(['save', 'preview', 'try']),
  rules: z.unknown(),
  visit: z.object({ address: text, referrer: text }).catch({ address: '', referrer: '' }),
});

export const action = async ({ request }: ActionFunctionArgs) => {
  const { shop, shopId } = await authenticateMerchant(request);
  const body = fieldsOf(await bodyOf(request));
  return answer(async () => {
    const { intent, rules: given, visit } = checkForm(schema, body);
    const rules = checkForm(channelRulesSchema, given);
    if (intent === 'preview') return rulesPreview(shop, rules);
    if (intent === 'try') return channelTrial(shop, rules, visit);
    await saveChannelRules(shopId, rules);
    return null;
  });
};

export default function Channels() {
  const view = useLoaderData<typeof loader>();
  useRevalidateWhile(view.beingRebuilt > 0);
  return (
    <AppPage
      title="Channel rules"
      subtitle="Sort visits that the standard groups sort wrong. A visit goes to the channel of the first rule of which every condition holds."
      back={{ url: '/app/settings', label: 'Settings' }}
    >
      <RebuildNote orders={view.beingRebuilt} />
      <ChannelRulesForm view={view} />
      <ChannelGroups />
    </AppPage>
  );
}
