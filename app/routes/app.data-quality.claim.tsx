import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { z } from 'zod';
import { claimDraftSchema } from '#app/domain/claim-draft.ts';
import { applyClaim } from '#app/flow/claims/apply-claim.server.ts';
import { previewClaim } from '#app/flow/claims/preview-claim.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { counted, formatAmount } from '#app/ui/amount.tsx';
import { AppPage } from '#app/ui/app-page.tsx';
import { ClaimForm } from '#app/ui/claim-form.tsx';
import { EmptyNote } from '#app/ui/empty-note.tsx';
import { fieldsOf } from '#app/ui/form-input.ts';
import { Name } from '#app/ui/name.tsx';
import { RebuildNote } from '#app/ui/rebuild-note.tsx';
import { StrayCards } from '#app/ui/stray-cards.tsx';
import { useRevalidateWhile } from '#app/ui/use-revalidate-while.ts';
import { shownClaimPreview } from '#app/views/claim-preview-view.server.ts';
import { type ClaimView, claimView } from '#app/views/claim-view.server.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';

export { ScreenErrorBoundary as ErrorBoundary } from '#app/ui/error-page.tsx';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  return orRefuse(claimView(shop, new URL(request.url).searchParams));
};

const schema = z.object({ intent: z.enum(['preview', 'apply']), claim: z.unknown() });

export const action = async ({ request }: ActionFunctionArgs) => {
  const { shop, shopId } = await authenticateMerchant(request);
  const body = fieldsOf(await bodyOf(request));
  return answer(async () => {
    const { intent, claim } = checkForm(schema, body);
    const draft = checkForm(claimDraftSchema, claim);
    if (intent === 'apply') return applyClaim(shopId, draft);
    return shownClaimPreview(shop, draft.influencerId, await previewClaim(shopId, draft));
  });
};

const BACK = { url: '/app/data-quality', label: 'Data health' };

export default function Claim() {
  const { chosen, strays, claimants } = useLoaderData<typeof loader>();
  useRevalidateWhile((chosen?.beingRebuilt ?? 0) > 0);
  if (!chosen) {
    return (
      <AppPage title="Codes and UTM values of no influencer" back={BACK} fullWidth>
        {strays && (strays.codes.length > 0 || strays.utm.length > 0) ? (
          <StrayCards strays={strays} allUrl={null} />
        ) : (
          <Card>
            <EmptyNote
              title="Everything belongs to somebody"
              actions={[{ content: 'Back to data health', url: BACK.url }]}
            >
              Codes and UTM values that orders carry, but that are no influencer’s, are listed here,
              so that you can give them to her and she gets the credit.
            </EmptyNote>
          </Card>
        )}
      </AppPage>
    );
  }
  return (
    <AppPage title={titleOf(chosen)} back={BACK}>
      <RebuildNote orders={chosen.beingRebuilt} />
      {!chosen.owner && (
        <Card>
          <Text as="p">{carriedText(chosen)}</Text>
        </Card>
      )}
      {chosen.owner ? (
        <Taken owner={chosen.owner} />
      ) : (
        <Choice chosen={chosen} claimants={claimants} />
      )}
    </AppPage>
  );
}

type Chosen = NonNullable<ClaimView['chosen']>;

function titleOf({ trace, text }: Chosen): string {
  return trace.kind === 'code' ? `Code ${text}` : `UTM ${text}`;
}

function carriedText({ carried }: Chosen): string {
  if (!carried) return 'No order carries it yet.';
  const { orders, net, firstAt, lastAt, channel } = carried;
  const seen = orders === 1 ? `on ${firstAt.text}` : `first ${firstAt.text}, last ${lastAt.text}`;
  const counts = channel ? ` Its visits count as ${channel.toLowerCase()}.` : '';
  return `${counted(orders, 'order')} with net sales of ${formatAmount(net)}: ${seen}.${counts}`;
}

function Taken({ owner: { id, name } }: { owner: NonNullable<Chosen['owner']> }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="p">
          {'It belongs to '}
          <Link url={`/app/influencers/${id}`}>
            <Name>{name}</Name>
          </Link>
          , who gets the credit for its orders.
        </Text>
        <Text as="p">
          <Link url="/app/data-quality/claim">See what else belongs to no influencer</Link>
        </Text>
      </BlockStack>
    </Card>
  );
}

function Choice({ chosen, claimants }: { chosen: Chosen; claimants: ClaimView['claimants'] }) {
  if (claimants.length > 0) return <ClaimForm chosen={chosen} claimants={claimants} />;
  return (
    <Card>
      <EmptyNote
        title="There is nobody to give it to"
        actions={[{ content: 'Add an influencer', url: '/app/influencers/new', primary: true }]}
      >
        Add the influencer first; then come back and give it to her.
      </EmptyNote>
    </Card>
  );
}
