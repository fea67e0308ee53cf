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
    expect(creditFor(net, journey(length))).toMatchObject({ first_touch, last_touch, linear });
  });

  const day = (days: number) => new Date(Date.UTC(2026, 0, 1 + days));
  const way: Touch[] = [
    { ...journey(1)[0], channel: 'email', occurredAt: day(0) } as Touch,
    { ...journey(1)[0], channel: 'influencer', influencerId: 'jane', occurredAt: day(7) } as Touch,
    { ...journey(1)[0], channel: 'email', occurredAt: day(14) } as Touch,
    { ...journey(1)[0], channel: 'direct', occurredAt: day(14) } as Touch,
  ];

  it.each([
    ['last_non_direct', [0n, 0n, 1200n, 0n]],
    ['position_based', [480n, 120n, 120n, 480n]],
    // 1/4, 1/2, 1, 1 of 2¾.
    ['time_decay', [109n, 218n, 437n, 436n]],
    ['markov', [480n, 120n, 120n, 480n]],
    ['shapley', [200n, 400n, 200n, 400n]],
  ] as const)('%s by hand', (model, expected) => {
    expect(creditFor(1200n, way)[model]).toEqual(expected);
  });

  it('goes by the weights of the shop and by what its journeys taught', () => {
    const terms = {
      heuristics: { firstPercent: 50, lastPercent: 30, halfLifeDays: 14 },
      effects: new Map([
        ['jane', 0.6],
        ['email', 0.2],
      ]),
    };
    const credit = creditFor(1200n, way, terms);
    expect(credit.position_based).toEqual([600n, 120n, 120n, 360n]);
    // Direct was never seen by the fit; the two e-mails share what e-mail gets.
    expect(credit.markov).toEqual([150n, 900n, 150n, 0n]);
  });

  const touches = fc.array(
    fc.record({
      id: fc.uuid(),
      kind: fc.constant('landing' as const),
      channel: fc.constantFrom('email' as const, 'direct' as const, 'influencer' as const),
      influencerId: fc.constantFrom(null, 'jane', 'max'),
      collaborationId: fc.constant(null),
      occurredAt: fc.date({ min: day(0), max: day(90), noInvalidDate: true }),
    }),
    { minLength: 1, maxLength: 20 },
  );
  const effects = fc.oneof(
    fc.constant('position' as const),
    fc
      .dictionary(
        fc.constantFrom('email', 'jane', 'max'),
        fc.double({ min: 0, max: 1, noNaN: true }),
      )
      .map((found) => new Map(Object.entries(found))),
  );

  it('gives away exactly the net sales by every model, on any terms', () => {
    fc.assert(
      fc.property(fc.bigInt(), touches, effects, (net, way, effects) => {
        const heuristics = { firstPercent: 30, lastPercent: 45.5, halfLifeDays: 3 };
        const credit = creditFor(net, way, { heuristics, effects });
        for (const model of MODELS) {
          expect(credit[model]).toHaveLength(way.length);
          expect(credit[model].reduce((a, b) => a + b, 0n)).toBe(net);
          expect(credit[model].every((part) => (net < 0n ? part <= 0n : part >= 0n))).toBe(true);
        }
      }),
    );
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
