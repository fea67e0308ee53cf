import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '#app/domain/channel.ts';
import { journeyFor, type Touch, type TouchKind } from '#app/domain/journey.ts';

const DAY = 86_400_000;
const orderAt = new Date('2026-03-31T12:00:00Z');
const windows = { influencerDays: 60, otherDays: 30 };

function touch(id: string, age: number, over: Partial<Touch> = {}): Touch {
  return {
    id,
    kind: 'landing',
    channel: 'email',
    influencerId: null,
    collaborationId: null,
    occurredAt: new Date(orderAt.getTime() - age),
    ...over,
  };
}

describe('journeyFor', () => {
  it.each<[string, number, Partial<Touch>, 'in' | 'after_order' | 'outside_window']>([
    ['at the order', 0, {}, 'in'],
    ['a moment after', -1, {}, 'after_order'],
    ['at the edge', 30 * DAY, {}, 'in'],
    ['past the edge', 30 * DAY + 1, {}, 'outside_window'],
    ['influencer at the edge', 60 * DAY, { influencerId: 'i' }, 'in'],
    ['influencer past the edge', 60 * DAY + 1, { influencerId: 'i' }, 'outside_window'],
    ['influencer by channel', 45 * DAY, { channel: 'influencer' }, 'in'],
  ])('%s', (_, age, over, expected) => {
    const one = touch('t', age, over);
    const { inWindow, ruledOut } = journeyFor([one], orderAt, windows);
    expect(inWindow).toEqual(expected === 'in' ? [one] : []);
    expect(ruledOut).toEqual(expected === 'in' ? [] : [{ touch: one, reason: expected }]);
  });

  it('puts touchpoints of one instant in the order of a purchase, then by id', () => {
    const kinds: TouchKind[] = ['unknown', 'code', 'survey', 'link_click', 'landing'];
    const touches = [touch('b', 5), ...kinds.map((kind) => touch(`a-${kind}`, 5, { kind }))];
    const { inWindow } = journeyFor([...touches, touch('first', 6)], orderAt, windows);
    expect(inWindow.map(({ id }) => id)).toEqual([
      'first',
      'a-landing',
      'b',
      'a-link_click',
      'a-survey',
      'a-code',
      'a-unknown',
    ]);
  });

  it('loses nothing and does not depend on the order of what it is given', () => {
    const anyTouch = fc.record({
      id: fc.string(),
      kind: fc.constantFrom<TouchKind>('link_click', 'landing', 'code', 'survey', 'unknown'),
      channel: fc.constantFrom(...CHANNELS),
      influencerId: fc.option(fc.constant('i'), { nil: null }),
      collaborationId: fc.constant(null),
      occurredAt: fc
        .constantFrom(-1, 0, 1, 29, 30, 31, 59, 60, 61)
        .map((days) => new Date(orderAt.getTime() - days * DAY)),
    });
    const journeys = fc
      .uniqueArray(anyTouch, { selector: ({ id }) => id, maxLength: 20 })
      .chain((touches) =>
        fc.tuple(fc.constant(touches), fc.shuffledSubarray(touches, { minLength: touches.length })),
      );
    fc.assert(
      fc.property(journeys, ([touches, shuffled]) => {
        const journey = journeyFor(touches, orderAt, windows);
        expect(journeyFor(shuffled, orderAt, windows)).toEqual(journey);
        expect(journey.inWindow.length + journey.ruledOut.length).toBe(touches.length);
        const times = journey.inWindow.map(({ occurredAt }) => occurredAt.getTime());
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });
});
