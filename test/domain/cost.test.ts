import { describe, expect, it } from 'vitest';
import { COST_KIND_LABEL, COST_KINDS } from '#app/domain/cost.ts';
import { costDraftSchema } from '#app/domain/cost-draft.ts';

const fee = {
  collaborationId: 'c1',
  kind: 'fee',
  amountMinor: 50_000n,
  currency: 'EUR',
  incurredOn: '2026-06-01',
};

describe('costDraftSchema', () => {
  it('takes a fee', () => {
    expect(costDraftSchema.parse(fee)).toEqual({ ...fee, note: null });
  });

  it.each([
    [{ kind: 'bribe' }, 'Choose a kind'],
    [{ amountMinor: 0n }, 'above zero'],
    [{ amountMinor: -1n }, 'above zero'],
    [{ currency: 'XYZ' }, 'Choose a currency'],
    [{ incurredOn: 'yesterday' }, 'Enter a date'],
    [{ collaborationId: '' }, 'Choose a collaboration'],
    [{ note: 'x'.repeat(501) }, 'Shorten the note'],
  ])('refuses %o', (over, message) => {
    const parsed = costDraftSchema.safeParse({ ...fee, ...over });
    expect(parsed.error?.issues[0]?.message).toContain(message);
  });

  it('has a label for every kind', () => {
    expect(Object.keys(COST_KIND_LABEL)).toEqual([...COST_KINDS]);
  });
});
