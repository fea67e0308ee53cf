import type { Tx } from '#app/db/client.server.ts';
import { codeKeysLike } from '#app/db/code-store.server.ts';
import { getPlan } from '#app/db/collaboration-store.server.ts';
import { findInfluencer } from '#app/db/influencer-store.server.ts';
import { ordersWithCode, ordersWithUtm } from '#app/db/touch-rebuild-store.server.ts';
import { hasUtmAlias } from '#app/db/utm-alias-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { checkDraft, notFound } from '#app/domain/check-draft.ts';
import type { ClaimedTrace } from '#app/domain/claim.ts';
import { type ClaimDraft, claimDraftSchema, claimedTrace } from '#app/domain/claim-draft.ts';
import type { Owner } from '#app/domain/owner.ts';

/** A claim that may be granted. */
export type Claim = { readonly trace: ClaimedTrace; readonly owner: Owner };

/** @throws AppError invalid_input (details.field), not_found, conflict (the trace is somebody's) */
export async function readClaim(tx: Tx, shopId: number, draft: ClaimDraft): Promise<Claim> {
  const { influencerId, collaborationId, ...rest } = checkDraft(claimDraftSchema, draft);
  const trace = claimedTrace(rest.trace);
  if (!(await findInfluencer(tx, shopId, influencerId))) throw notFound('The influencer');
  if (collaborationId !== null) {
    const plan = await getPlan(tx, shopId, collaborationId);
    if (plan?.influencerId !== influencerId) throw notFound('The collaboration');
  } else if (trace.kind === 'code') {
    throw new AppError('invalid_input', 'Choose the collaboration that the code belongs to.', {
      details: { field: 'collaborationId' },
    });
  }
  if (await isTaken(tx, shopId, trace)) throw alreadyTaken(trace);
  return { trace, owner: { influencerId, collaborationId } };
}

async function isTaken(tx: Tx, shopId: number, trace: ClaimedTrace): Promise<boolean> {
  if (trace.kind === 'utm') return hasUtmAlias(tx, shopId, trace.name);
  return (await codeKeysLike(tx, shopId, [trace.codeKey])).has(trace.codeKey);
}

/** What is said when the trace belongs to somebody. */
export function alreadyTaken(trace: ClaimedTrace): AppError {
  const what = trace.kind === 'code' ? `The code ${trace.code}` : 'This UTM value';
  return new AppError('conflict', `${what} belongs to an influencer already.`, {
    details: { field: trace.kind === 'code' ? 'trace.code' : 'trace.source' },
  });
}

/** The orders that carry what is claimed. */
export function ordersOfClaim(tx: Tx, shopId: number, { trace }: Claim): Promise<bigint[]> {
  return trace.kind === 'code'
    ? ordersWithCode(tx, shopId, trace.codeKey)
    : ordersWithUtm(tx, shopId, trace.name);
}
