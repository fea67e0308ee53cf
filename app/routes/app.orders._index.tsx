import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card } from '@shopify/polaris';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { DownloadButton } from '#app/ui/download-button.tsx';
import { OrderFilters } from '#app/ui/order-filters.tsx';
import { OrderTable } from '#app/ui/order-table.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { orderListView } from '#app/views/order-list-view.server.ts';
import { orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(orderListView(shop, new URL(request.url).searchParams));
};

export default function Orders() {
  const view = useLoaderData<typeof loader>();
  const { params, change } = useListParams();
  return (
    <AppPage title="Orders" fullWidth>
      <Card padding="0">
        <div style={{ padding: 'var(--p-space-400)' }}>
          <OrderFilters view={view} />
        </div>
        <OrderTable
          rows={view.rows}
          page={{ ...view.page, onPage: (page) => change({ page: String(page) }) }}
        />
      </Card>
      <DownloadButton url={`/app/export/orders?${params}`} fileName="orders.csv">
        Export these orders
      </DownloadButton>
    </AppPage>
  );
}
