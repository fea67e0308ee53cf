import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Link, Outlet, useLoaderData, useRouteError } from '@remix-run/react';
import { NavMenu } from '@shopify/app-bridge-react';
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url';
import polarisTranslations from '@shopify/polaris/locales/en.json' with { type: 'json' };
import { AppProvider } from '@shopify/shopify-app-remix/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { environment } from '#app/platform/environment.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { ErrorPage } from '#app/ui/error-page.tsx';
import { appModels } from '#app/views/model-fit-view.server.ts';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: polarisStyles }];

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shopId } = await authenticateMerchant(request);
  const { SHOPIFY_API_KEY, APP_BRIDGE_URL } = environment();
  const models = await appModels(shopId);
  return { apiKey: SHOPIFY_API_KEY, appBridgeUrl: APP_BRIDGE_URL ?? null, ...models };
};

export default function App() {
  const { apiKey, appBridgeUrl } = useLoaderData<typeof loader>();
  const bridge = appBridgeUrl ? { __APP_BRIDGE_URL: appBridgeUrl } : {};
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} i18n={polarisTranslations} {...bridge}>
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        <Link to="/app/influencers">Influencers</Link>
        <Link to="/app/campaigns">Campaigns</Link>
        <Link to="/app/orders">Orders</Link>
        <Link to="/app/journeys">Journeys</Link>
        <Link to="/app/data-quality">Data health</Link>
        <Link to="/app/settings">Settings</Link>
      </NavMenu>
      <Outlet />
    </AppProvider>
  );
}

/** Shopify's library throws responses that must reach App Bridge as they are; everything else becomes a page. */
export function ErrorBoundary() {
  const error = useRouteError();
  if (error instanceof Response || isRouteResponse(error)) return boundary.error(error);
  return <ErrorPage error={error} />;
}

function isRouteResponse(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && 'data' in error;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
