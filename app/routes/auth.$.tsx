import type { LoaderFunctionArgs } from '@remix-run/node';
import { admitAdminElsewhere } from '#app/platform/admin-elsewhere.server.ts';
import { shopify } from '#app/shopify.server.ts';

/** Shopify's library answers its own addresses here (session-token bounce, exit from the frame) by throwing. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  try {
    await shopify().authenticate.admin(request);
  } catch (thrown) {
    if (thrown instanceof Response) admitAdminElsewhere(thrown.headers);
    throw thrown;
  }
  return null;
};
