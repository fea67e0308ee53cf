import type { LoaderFunctionArgs } from '@remix-run/node';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { missing } from '#app/views/missing.ts';
import { orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

/** Addresses below /app that nothing answers: a page inside the frame says so. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  await authenticateMerchant(request);
  return orRefuse(Promise.reject(missing('page')));
};

export default function Nowhere() {
  return null;
}
