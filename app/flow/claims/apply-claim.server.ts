/**
 * Claim → the code or the UTM values belong to the influencer, and the orders that carry them are made anew by it.
 * Idempotent by the trace: a second claim of it is a conflict. Nothing changes in Shopify.
 * Holds: what belongs to somebody stays hers; the code that a collaboration hands out stays the same.
 */
import { inTransaction } from '#app/db/client.server.ts';
import { insertClaimedCode } from '#app/db/code-store.server.ts';
import { lockOrders } from '#app/db/order-store.server.ts';
import { markForRebuild } from '#app/db/touch-rebuild-store.server.ts';
import { orConflict } from '#app/db/unique-violation.server.ts';
import { insertUtmAlias } from '#app/db/utm-alias-store.server.ts';
import type { ClaimDraft } from '#app/domain/claim-draft.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import { ordersOfClaim, readClaim } from './claim.server.ts';

/**
 * Returns how many orders are made anew.
 * @throws AppError invalid_input (details.field), not_found, conflict (the trace is somebody's)
 */
export async function applyClaim(shopId: number, draft: ClaimDraft): Promise<{ orders: number }> {
  return orConflict(
    () =>
      inTransaction(async (tx) => {
        // An order that is being written without the claim is waited for, and marked with the rest.
        await lockOrders(tx, shopId);
        const claim = await readClaim(tx, shopId, draft);
        const { trace, owner } = claim;
        if (trace.kind === 'utm') await insertUtmAlias(tx, shopId, trace.name, owner);
        else if (owner.collaborationId !== null) {
          await insertClaimedCode(tx, shopId, owner.collaborationId, trace.code);
        }
        const orderIds = await ordersOfClaim(tx, shopId, claim);
        await markForRebuild(tx, shopId, orderIds);
        await enqueue(tx, 'rebuild-touches', { shopId });
        return { orders: orderIds.length };
      }),
    'This belongs to an influencer already.',
    'trace',
  );
}
