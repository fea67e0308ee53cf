import { z } from 'zod';
import { normaliseCode } from './code-template.ts';
import type { EvidenceOwners, Owner } from './order-touches.ts';
import { textField } from './text-field.ts';
import type { Utm } from './utm.ts';
import { isNamed, type UtmName, utmKey } from './utm-name.ts';

/** What a merchant says belongs to an influencer although nothing we made tells so. */
export type ClaimedTrace =
  | { readonly kind: 'code'; readonly code: string; readonly codeKey: string }
  | { readonly kind: 'utm'; readonly name: UtmName };

const optionalKey = textField({ max: 255, label: 'a value' })
  .nullable()
  .transform((text) => (text === null ? null : utmKey(text)));

/** A trace and whose it is to be. A code belongs to a collaboration; UTM values may belong to the influencer alone. */
export const claimDraftSchema = z.object({
  trace: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('code'), code: textField({ max: 255, label: 'a code' }) }),
    z.object({
      kind: z.literal('utm'),
      source: textField({ max: 255, label: 'a UTM source' }).transform(utmKey),
      medium: optionalKey,
      campaign: optionalKey,
    }),
  ]),
  influencerId: z.uuid({ error: 'Choose an influencer.' }),
  collaborationId: z.uuid({ error: 'Choose a collaboration.' }).nullable(),
});
export type ClaimDraft = z.input<typeof claimDraftSchema>;

export function claimedTrace(draft: z.output<typeof claimDraftSchema>['trace']): ClaimedTrace {
  if (draft.kind === 'code') {
    return { kind: 'code', code: draft.code, codeKey: normaliseCode(draft.code) };
  }
  const { source, medium, campaign } = draft;
  return { kind: 'utm', name: { source, medium, campaign } };
}

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
