import { z } from 'zod';
import type { ClaimedTrace } from './claim.ts';
import { normaliseCode } from './code-template.ts';
import { textField } from './text-field.ts';
import { utmKey } from './utm-name.ts';

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
