import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Button, Card, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { replayMessage } from '#app/flow/intake/replay-message.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { AppPage } from '#app/ui/app-page.tsx';
import { FreshnessNote } from '#app/ui/freshness-note.tsx';
import { MessageTable } from '#app/ui/message-table.tsx';
import { RefusalBanner } from '#app/ui/refusal-banner.tsx';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useRevalidateWhile } from '#app/ui/use-revalidate-while.ts';
import { inboxView } from '#app/views/inbox-view.server.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(inboxView(shop));
};

const schema = z.object({ id: z.string().min(1).max(255) });

export const action = async ({ request }: ActionFunctionArgs) => {
  const { shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  return answer(async () => {
    await replayMessage(shopId, checkForm(schema, body).id);
    return null;
  });
};

export default function Inbox() {
  const view = useLoaderData<typeof loader>();
  const { send, isBusy, refusal } = useAnswer<null>({ toast: 'Trying again' });
  useRevalidateWhile(!view.freshness.upToDate);
  return (
    <AppPage
      title="Messages from Shopify"
      back={{ url: '/app/data-quality', label: 'Data health' }}
      fullWidth
    >
      <RefusalBanner refusal={refusal} />
      <FreshnessNote freshness={view.freshness} />
      <Section
        title="Messages that need you"
        isEmpty={view.parked.length === 0}
        empty="None. Everything that Shopify told could be read."
      >
        <MessageTable
          rows={view.parked}
          actions={({ id, what, receivedAt }) => (
            <Button
              size="slim"
              disabled={isBusy}
              onClick={() => send({ id })}
              accessibilityLabel={`Try again: ${what} of ${receivedAt.text}`}
            >
              Try again
            </Button>
          )}
        />
      </Section>
      <Section
        title="Waiting"
        isEmpty={view.waiting.length === 0}
        empty="None. Everything that arrived is in the figures."
      >
        <MessageTable rows={view.waiting} />
      </Section>
      <Section
        title="Latest messages"
        isEmpty={view.recent.length === 0}
        empty="Shopify has told nothing yet. Messages begin with your first order."
      >
        <MessageTable rows={view.recent} />
      </Section>
    </AppPage>
  );
}

type SectionProps = { title: string; isEmpty: boolean; empty: string; children: ReactNode };

function Section({ title, isEmpty, empty, children }: SectionProps) {
  return (
    <Card padding="0">
      <div style={{ padding: 'var(--p-space-400)' }}>
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {isEmpty && (
          <Text as="p" tone="subdued">
            {empty}
          </Text>
        )}
      </div>
      {!isEmpty && children}
    </Card>
  );
}
