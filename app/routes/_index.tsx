import { type LoaderFunctionArgs, redirect } from '@remix-run/node';

/** The app's address as Shopify opens it; everything a merchant sees lies under /app. */
export const loader = ({ request }: LoaderFunctionArgs) => {
  return redirect(`/app${new URL(request.url).search}`);
};
