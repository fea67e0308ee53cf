import type { LoaderFunctionArgs } from '@remix-run/node';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { codePreview } from '#app/views/code-preview-view.server.ts';
import { answer } from '#app/views/refusal.ts';

/** The codes that new collaborations would get, for the form that asks while it is filled in. */
export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return answer(() => codePreview(shop, params.id, new URL(request.url).searchParams));
};
