import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { z } from 'zod';
import { briefOf, MAX_NOTE } from '#app/domain/brief.ts';
import { toSlug } from '#app/domain/slug.ts';
import { sendBrief } from '#app/flow/launch/send-brief.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { BriefForm } from '#app/ui/brief-form.tsx';
import { BriefPreview } from '#app/ui/brief-preview.tsx';
import { briefView } from '#app/views/brief-view.server.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(briefView(shop, params.id));
};

const schema = z.object({
  intent: z.literal('send'),
  recipient: z
    .string()
    .trim()
    .pipe(z.email({ error: 'Enter her e-mail address.' })),
  note: z.string().max(MAX_NOTE, { error: `Use at most ${MAX_NOTE} characters.` }),
});

export const action = async ({ request, params }: ActionFunctionArgs) => {
  const { shop, shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  return answer(async () => {
    const { recipient, note } = checkForm(schema, body);
    const { id, facts } = await briefView(shop, params.id);
    await sendBrief(shopId, id, { recipient, content: briefOf(facts, note) });
    return null;
  });
};

export default function Brief() {
  const view = useLoaderData<typeof loader>();
  const [values, setValues] = useState({ recipient: view.recipient, note: '' });
  const { id, facts, qr } = view;
  return (
    <AppPage
      title={`Brief for ${facts.influencerName}`}
      subtitle={facts.campaignName}
      back={{ url: `/app/collaborations/${id}`, label: facts.influencerName }}
    >
      <BriefForm view={view} values={values} onChange={setValues} />
      <BriefPreview
        letter={briefOf(facts, values.note)}
        qr={qr}
        fileUrl={`/app/collaborations/${id}/letter?${new URLSearchParams(values)}`}
        fileName={`brief-${toSlug(facts.influencerName, 60) || 'influencer'}.eml`}
      />
    </AppPage>
  );
}
