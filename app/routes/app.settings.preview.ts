import type { LoaderFunctionArgs } from '@remix-run/node';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { templatePreview } from '#app/views/code-preview-view.server.ts';

/** What the templates of the settings form make of an example, while they are typed. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return templatePreview(shop, new URL(request.url).searchParams);
};
