import type { EvidenceOwners, Owner } from './order-touches.ts';
import type { Utm } from './utm.ts';
import { isNamed, type UtmName } from './utm-name.ts';

/** What a merchant says belongs to an influencer although nothing we made tells so. */
export type ClaimedTrace =
  | { readonly kind: 'code'; readonly code: string; readonly codeKey: string }
  | { readonly kind: 'utm'; readonly name: UtmName };

/** The owners of an order's traces if the claim were granted. What belongs to somebody stays hers. */
export function ownersWithClaim(
  owners: EvidenceOwners,
  order: { readonly codeKeys: readonly string[]; readonly utm: Utm },
  claim: { readonly trace: ClaimedTrace; readonly owner: Owner },
): EvidenceOwners {
  const { trace, owner } = claim;
  if (trace.kind === 'utm') {
    return owners.byUtm || !isNamed(order.utm, trace.name) ? owners : { ...owners, byUtm: owner };
  }
  if (!order.codeKeys.includes(trace.codeKey) || owners.byCode.has(trace.codeKey)) return owners;
  return { ...owners, byCode: new Map([...owners.byCode, [trace.codeKey, owner]]) };
}
