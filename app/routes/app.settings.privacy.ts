import type { LoaderFunctionArgs } from '@remix-run/node';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { orRefuse } from '#app/views/refusal.ts';
import { privacyFile } from '#app/views/settings-view.server.ts';

/** What we hold on a customer who asked for it, as a file for the merchant to pass on. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  const id = new URL(request.url).searchParams.get('id') ?? '';
  return new Response(await orRefuse(privacyFile(shop, id)), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="customer-data.json"',
      'cache-control': 'no-store',
    },
  });
};
