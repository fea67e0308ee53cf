import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { BlockStack, Button, Card, InlineStack, Page, Text } from '@shopify/polaris';
import type { MouseEvent } from 'react';
import type { Refusal } from '#app/views/refusal.ts';
import { openAnew } from './open-anew.ts';

type Props = { error: unknown };

const ADVICE =
  'Nothing that you entered before is lost. Reload the page; if it happens again, tell support what you did.';

/** The last page that can still be shown: it needs no styles and no translations. */
export function ErrorPage({ error }: Props) {
  return (
    <main
      style={{
        fontFamily: 'system-ui, sans-serif',
        maxWidth: '36rem',
        margin: '15vh auto',
        padding: '0 1rem',
      }}
    >
      <h1 style={{ fontSize: '1.25rem', fontWeight: 600, margin: '0 0 1rem' }}>
        This page could not be shown
      </h1>
      <p>{isNetworkError(error) ? 'The server could not be reached.' : 'Something went wrong.'}</p>
      <p style={{ margin: '0.5rem 0 1rem' }}>{ADVICE}</p>
      <p>
        <a href="/app" onClick={anew()}>
          Reload the page
        </a>
        {' · '}
        <a href="/app" onClick={anew('/app')}>
          Go to the home page
        </a>
      </p>
    </main>
  );
}

function anew(path?: string) {
  return (event: MouseEvent) => {
    event.preventDefault();
    openAnew(path);
  };
}

function isNetworkError(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network/i.test(error.message);
}

/**
 * The boundary of every screen, inside the app's frame, so that the navigation stays. Responses that are not a
 * refusal of ours belong to Shopify's library: they go on up to the app's own boundary.
 */
export function ScreenErrorBoundary() {
  const error = useRouteError();
  const refusal = refusalIn(error);
  if (!refusal && isRouteErrorResponse(error) && error.status !== 404) throw error;
  const title = refusal?.title ?? 'This page could not be shown';
  const message = refusal?.message ?? 'Something went wrong.';
  return (
    <Page title={title}>
      <Card>
        <BlockStack gap="300">
          <Text as="p" breakWord>
            {message}
          </Text>
          <Text as="p" tone="subdued">
            {refusal ? refusal.advice : ADVICE}
          </Text>
          <InlineStack gap="200">
            <Button onClick={() => openAnew()}>Reload</Button>
            <Button url="/app" variant="plain">
              Go to the home page
            </Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </Page>
  );
}

function refusalIn(error: unknown): Refusal | null {
  if (!isRouteErrorResponse(error)) return null;
  const { refusal } = (error.data ?? {}) as { refusal?: Refusal };
  return refusal ?? null;
}
