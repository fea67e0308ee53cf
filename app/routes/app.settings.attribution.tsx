import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { attributionRulesSchema } from '#app/domain/attribution-rules-draft.ts';
import { previewRules } from '#app/flow/attribution/preview-rules.server.ts';
import { saveAttributionRules } from '#app/flow/settings/save-attribution-rules.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { formatCount } from '#app/ui/amount.tsx';
import { AppPage } from '#app/ui/app-page.tsx';
import { AttributionForm } from '#app/ui/attribution-form.tsx';
import { attributionRulesFrom } from '#app/ui/attribution-input.ts';
import { fieldsOf } from '#app/ui/form-input.ts';
import { ProgressNote } from '#app/ui/progress-note.tsx';
import { useRevalidateWhile } from '#app/ui/use-revalidate-while.ts';
import {
  attributionRulesView,
  shownRulesPreview,
} from '#app/views/attribution-rules-view.server.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(attributionRulesView(shop));
};

const schema = z.object({ intent: z.enum(['preview', 'apply']), rules: z.unknown() });

export const action = async ({ request }: ActionFunctionArgs) => {
  const { shop, shopId } = await authenticateMerchant(request);
  const body = fieldsOf(await bodyOf(request));
  return answer(async () => {
    const { intent, rules: given } = checkForm(schema, body);
    const rules = checkForm(attributionRulesSchema, attributionRulesFrom(given));
    if (intent === 'preview') return shownRulesPreview(shop, await previewRules(shopId, rules));
    await saveAttributionRules(shopId, rules);
    return null;
  });
};

export default function Attribution() {
  const view = useLoaderData<typeof loader>();
  useRevalidateWhile(view.replay !== null);
  return (
    <AppPage
      title="Attribution rules"
      subtitle="Which contacts count for an order, and how the models weigh them. Every credit names the version of the rules that made it."
      back={{ url: '/app/settings', label: 'Settings' }}
    >
      {view.replay && (
        <ProgressNote id="replay-progress" progress={view.replay}>
          {`Applying the new rules: ${formatCount(view.replay.done)} of ${formatCount(view.replay.total)} orders done. Until all are, every figure goes by the rules of before.`}
        </ProgressNote>
      )}
      <AttributionForm view={view} />
    </AppPage>
  );
}
