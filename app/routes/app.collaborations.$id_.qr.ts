import type { LoaderFunctionArgs } from '@remix-run/node';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { linkQrFile } from '#app/views/link-view.server.ts';
import { orRefuse } from '#app/views/refusal.ts';

/** The QR code of a collaboration's link to keep: `?format=svg` (the default) or `png`. */
export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  const format = new URL(request.url).searchParams.get('format');
  const { body, type, name } = await orRefuse(linkQrFile(shop, params.id, format));
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
};
