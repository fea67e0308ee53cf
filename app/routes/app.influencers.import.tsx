import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import {
  importInfluencers,
  previewInfluencers,
} from '#app/flow/influencers/import-influencers.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { ImportForm } from '#app/ui/import-form.tsx';
import { shownImport } from '#app/views/import-shown.ts';
import { answer, bodyOf, checkForm } from '#app/views/refusal.ts';
import { tierThresholdsOf } from '#app/views/settings-view.server.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  await authenticateMerchant(request);
  return null;
};

const schema = z.object({
  intent: z.enum(['check', 'import']),
  csv: z.string().max(6_000_000, { error: 'The file is too large. Split it into smaller files.' }),
});

export const action = async ({ request }: ActionFunctionArgs) => {
  const { shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  return answer(async () => {
    const { intent, csv } = checkForm(schema, body);
    if (intent === 'import') return importInfluencers(shopId, csv);
    const preview = await previewInfluencers(shopId, csv);
    return shownImport(preview, await tierThresholdsOf(shopId));
  });
};

export default function ImportInfluencers() {
  return (
    <AppPage title="Import influencers" back={{ url: '/app/influencers', label: 'Influencers' }}>
      <ImportForm />
    </AppPage>
  );
}
