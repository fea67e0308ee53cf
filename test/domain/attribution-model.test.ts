import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditFor, MODEL_LABEL, MODEL_SENTENCE, MODELS } from '#app/domain/attribution-model.ts';
import type { Touch } from '#app/domain/journey.ts';

function journey(length: number): Touch[] {
  return Array.from({ length }, (_, position) => ({
    id: `t${position}`,
    kind: 'landing',
    channel: 'email',
    influencerId: null,
    collaborationId: null,
    occurredAt: new Date(position),
  }));
}

describe('creditFor', () => {
  it.each([
    [100n, 1, [100n], [100n], [100n]],
    [100n, 3, [100n, 0n, 0n], [0n, 0n, 100n], [34n, 33n, 33n]],
    [-100n, 3, [-100n, 0n, 0n], [0n, 0n, -100n], [-34n, -33n, -33n]],
    [0n, 2, [0n, 0n], [0n, 0n], [0n, 0n]],
    [1n, 2, [1n, 0n], [0n, 1n], [1n, 0n]],
    [100n, 0, [], [], []],
  ])('%s over %i touchpoints', (net, length, first_touch, last_touch, linear) => {
    expect(creditFor(net, journey(length))).toEqual({ first_touch, last_touch, linear });
  });

  it('gives away exactly the net sales, whatever the journey', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 1, max: 60 }), (net, length) => {
        const credit = creditFor(net, journey(length));
        for (const model of MODELS) {
          expect(credit[model]).toHaveLength(length);
          expect(credit[model].reduce((a, b) => a + b, 0n)).toBe(net);
          // Nobody is credited against the sign of the sale.
          expect(credit[model].every((part) => (net < 0n ? part <= 0n : part >= 0n))).toBe(true);
        }
      }),
    );
  });

  it('names and explains every model', () => {
    expect(Object.keys(MODEL_LABEL)).toEqual([...MODELS]);
    expect(Object.keys(MODEL_SENTENCE)).toEqual([...MODELS]);
    for (const model of MODELS) expect(MODEL_SENTENCE[model]).toMatch(/^[A-Z].*\.$/);
  });
});
