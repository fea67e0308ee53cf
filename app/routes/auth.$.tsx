import type { LoaderFunctionArgs } from '@remix-run/node';
import { shopify } from '#app/shopify.server.ts';

/** Shopify's library answers its own addresses here (session-token bounce, exit from the frame). */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  await shopify().authenticate.admin(request);
  return null;
};
