import type { Owner } from './owner.ts';
import type { TraceOwners } from './trace-owner.ts';
import type { UtmName } from './utm-name.ts';

/** What a merchant says belongs to an influencer although nothing we made tells so. */
export type ClaimedTrace =
  | { readonly kind: 'code'; readonly code: string; readonly codeKey: string }
  | { readonly kind: 'utm'; readonly name: UtmName };

/** The owners of traces if the claim were granted. A code that belongs to somebody stays hers. */
export function ownersWithClaim(
  owners: TraceOwners,
  claim: { readonly trace: ClaimedTrace; readonly owner: Owner },
): TraceOwners {
  const { trace, owner } = claim;
  if (trace.kind === 'utm') {
    return { ...owners, aliases: [...owners.aliases, { ...trace.name, ...owner }] };
  }
  if (owners.byCode.has(trace.codeKey)) return owners;
  return { ...owners, byCode: new Map([...owners.byCode, [trace.codeKey, owner]]) };
}
