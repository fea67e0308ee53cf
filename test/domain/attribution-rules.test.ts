import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AttributionRules,
  DEFAULT_RULES,
  journeyByRules,
  sameRules,
  widestWindow,
} from '#app/domain/attribution-rules.ts';
import { attributionRulesSchema } from '#app/domain/attribution-rules-draft.ts';
import type { Touch } from '#app/domain/journey.ts';

const ORDER_AT = new Date('2026-03-31T00:00:00Z');
const DAY_MS = 86_400_000;

function touch(id: string, days: number, given: Partial<Touch> = {}): Touch {
  const occurredAt = new Date(ORDER_AT.getTime() - days * DAY_MS);
  const nobody = { influencerId: null, collaborationId: null };
  return { id, kind: 'landing', channel: 'email', occurredAt, ...nobody, ...given };
}
const of = (influencerId: string, kind: Touch['kind'] = 'landing'): Partial<Touch> => ({
  influencerId,
  kind,
  channel: 'influencer',
});

const TOUCHES = [
  touch('ad', 20, { channel: 'paid_search' }),
  touch('max-link', 6, of('max', 'link_click')),
  touch('jane-link', 5, of('jane')),
  touch('direct', 1, { channel: 'direct' }),
  touch('mail', 1),
  touch('max-answer', 0, of('max', 'survey')),
  touch('jane-code', 0, of('jane', 'code')),
];

function outcome(given: Partial<AttributionRules>, touches: readonly Touch[] = TOUCHES) {
  const { inWindow, ruledOut } = journeyByRules(touches, ORDER_AT, { ...DEFAULT_RULES, ...given });
  return {
    left: inWindow.map(({ id }) => id).join(' '),
    out: Object.fromEntries(ruledOut.map(({ touch, reason }) => [touch.id, reason])),
  };
}

const windows = DEFAULT_RULES.windows;

describe('rules before models', () => {
  it.each<[string, Partial<AttributionRules>, Record<string, string>]>([
    ['nothing set', {}, {}],
    [
      'a window for a channel',
      { windows: { ...windows, channelDays: { paid_search: 14 } } },
      { ad: 'outside_window' },
    ],
    [
      'a short one for influencers, which a channel’s never is',
      { windows: { influencerDays: 5, otherDays: 30, channelDays: { influencer: 90 } } },
      { 'max-link': 'outside_window' },
    ],
    ['codes do not count', { codeCounts: false }, { 'jane-code': 'code_not_counted' }],
    ['a code beats links', { codeBeatsLink: true }, { 'max-link': 'beaten_by_code' }],
    [
      'no code, nothing to beat',
      { codeBeatsLink: true, codeCounts: false },
      { 'jane-code': 'code_not_counted' },
    ],
    ['direct ignored', { ignoreDirect: true }, { direct: 'direct_ignored' }],
  ])('%s', (_name, rules, out) => {
    const kept = TOUCHES.map(({ id }) => id).filter((id) => !(id in out));
    expect(outcome(rules)).toEqual({ left: kept.join(' '), out });
  });

  it('keeps direct visits where nothing else is left', () => {
    const touches = [touch('a', 2, { channel: 'direct' }), touch('c', 0, of('jane', 'code'))];
    const rules = { ignoreDirect: true, codeCounts: false };
    expect(outcome(rules, touches)).toEqual({ left: 'a', out: { c: 'code_not_counted' } });
  });

  it('loses no touchpoint, and does not care for the order in which they come', () => {
    const given = fc.record({
      codeCounts: fc.boolean(),
      codeBeatsLink: fc.boolean(),
      ignoreDirect: fc.boolean(),
    });
    const shuffled = fc.shuffledSubarray(TOUCHES, { minLength: 1 });
    fc.assert(
      fc.property(given, shuffled, (rules, touches) => {
        const found = outcome(rules, touches);
        const sorted = TOUCHES.filter((one) => touches.includes(one));
        expect(outcome(rules, sorted)).toEqual(found);
        const all = [...found.left.split(' ').filter(Boolean), ...Object.keys(found.out)];
        expect(all.sort()).toEqual(touches.map(({ id }) => id).sort());
      }),
    );
  });
});

it('compares rules by what they decide', () => {
  const stored = attributionRulesSchema.parse(JSON.parse(JSON.stringify(DEFAULT_RULES)));
  expect(sameRules(stored, DEFAULT_RULES)).toBe(true);
  const own = { ...DEFAULT_RULES, windows: { ...windows, channelDays: { email: 60 } } };
  expect(sameRules(own, DEFAULT_RULES)).toBe(false);
  expect(widestWindow(own)).toBe(60);
});

it.each([
  [{ windows: { ...windows, influencerDays: 0 } }, 'windows.influencerDays'],
  [{ windows: { ...windows, channelDays: { email: 400 } } }, 'windows.channelDays.email'],
  [{ heuristics: { firstPercent: 60, lastPercent: 41, halfLifeDays: 7 } }, 'heuristics'],
  [
    { heuristics: { firstPercent: 60, lastPercent: 40, halfLifeDays: 0 } },
    'heuristics.halfLifeDays',
  ],
  [{ minimumConversions: 0.5 }, 'minimumConversions'],
])('refuses %j', (given, field) => {
  const { error } = attributionRulesSchema.safeParse({ ...DEFAULT_RULES, ...given });
  expect(error?.issues.map(({ path }) => path.join('.'))).toContain(field);
});
