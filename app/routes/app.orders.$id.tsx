import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Badge, Banner, BlockStack, Card, Layout, Text } from '@shopify/polaris';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { Name } from '#app/ui/name.tsx';
import { OrderDecisions, OrderJourney, RuledOut } from '#app/ui/order-journey.tsx';
import { SalesArithmetic } from '#app/ui/sales-arithmetic.tsx';
import { useRevalidateWhile } from '#app/ui/use-revalidate-while.ts';
import { orderView } from '#app/views/order-view.server.ts';
import { orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(orderView(shop, params.id));
};

export default function Order() {
  const view = useLoaderData<typeof loader>();
  useRevalidateWhile(view.isWaiting);
  const customer =
    view.newCustomer === null
      ? 'unknown customer'
      : view.newCustomer
        ? 'new customer'
        : 'returning customer';
  return (
    <AppPage
      title={`Order ${view.name}`}
      subtitle={`${view.placedAt.text}, ${customer}`}
      {...(view.test || view.cancelledAt
        ? { titleMetadata: <Badge>{view.test ? 'Test' : 'Cancelled'}</Badge> }
        : {})}
      back={{ url: '/app/orders', label: 'Orders' }}
      secondaryActions={[
        { content: 'Open in Shopify', url: `shopify://admin/orders/${view.id}`, target: '_top' },
      ]}
      fullWidth
    >
      {view.isWaiting && (
        <Banner tone="info">
          <p>This order is being worked out; the credit below may still change.</p>
        </Banner>
      )}
      <OrderJourney {...view} />
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <OrderDecisions {...view} />
            <RuledOut ruledOut={view.ruledOut} strangersVisits={view.strangersVisits} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <SalesArithmetic view={view} />
            <Card>
              <BlockStack gap="100">
                <Text as="h2" variant="headingSm">
                  About this order
                </Text>
                <Text as="p">
                  {'Codes: '}
                  <Name>{view.codes.join(', ') || 'none'}</Name>
                </Text>
                <Text as="p">{`Received ${view.receivedAt.text}`}</Text>
                {view.rules.sentences.map((sentence) => (
                  <Text as="p" tone="subdued" key={sentence}>
                    {sentence}
                  </Text>
                ))}
              </BlockStack>
            </Card>
          </BlockStack>
        </Layout.Section>
      </Layout>
    </AppPage>
  );
}
