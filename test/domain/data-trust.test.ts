import { describe, expect, it } from 'vitest';
import { dataTrust, type TrustFacts } from '#app/domain/data-trust.ts';

const NOW = new Date('2026-03-15T16:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const GOOD: TrustFacts = {
  orders: 10,
  withJourney: 5,
  parked: 0,
  inWork: 0,
  backfill: 'done',
  comparison: { endedAt: ago(30), failed: false, unrepaired: 0 },
  pixelIsOn: true,
  pixelIsQuiet: false,
  embedIsOn: true,
};

describe('whether the figures can be trusted', () => {
  it('says yes where everything was compared and most is known', () => {
    expect(dataTrust(GOOD, NOW)).toEqual({ verdict: 'good', reasons: ['compared', 'journeys'] });
  });

  it.each([
    ['parked', 'wrong', { parked: 1 }],
    ['backfill_failed', 'wrong', { backfill: 'failed' }],
    [
      'comparison_failed',
      'wrong',
      { comparison: { endedAt: ago(1), failed: true, unrepaired: 0 } },
    ],
    ['unrepaired', 'wrong', { comparison: { endedAt: ago(1), failed: false, unrepaired: 2 } }],
    ['comparison_old', 'thin', { comparison: { endedAt: ago(181), failed: false, unrepaired: 0 } }],
    ['pixel_off', 'thin', { pixelIsOn: false }],
    ['pixel_quiet', 'thin', { pixelIsQuiet: true }],
    ['embed_off', 'thin', { embedIsOn: false }],
    ['few_journeys', 'thin', { withJourney: 4 }],
    ['not_compared', 'soon', { comparison: null }],
    ['backfill_running', 'soon', { backfill: 'running' }],
    ['in_work', 'soon', { inWork: 3 }],
  ] as const)('gives %s as a reason: %s', (reason, verdict, facts) => {
    const trust = dataTrust({ ...GOOD, ...facts }, NOW);
    expect(trust.verdict).toBe(verdict);
    expect(trust.reasons[0]).toBe(reason);
  });

  it('is as good as the heaviest reason, and names all of them', () => {
    const trust = dataTrust({ ...GOOD, parked: 1, inWork: 1, pixelIsOn: false }, NOW);
    expect(trust.verdict).toBe('wrong');
    expect(trust.reasons).toEqual(['parked', 'pixel_off', 'in_work', 'compared', 'journeys']);
  });

  it('does not hold against a shop what it cannot know yet', () => {
    const fresh = { ...GOOD, embedIsOn: null, backfill: 'none' } as const;
    expect(dataTrust(fresh, NOW).verdict).toBe('good');
  });

  it('judges nothing without orders, unless something is wrong', () => {
    const none = { ...GOOD, orders: 0, withJourney: 0 };
    expect(dataTrust({ ...none, pixelIsOn: false }, NOW).verdict).toBe('nothing');
    expect(dataTrust({ ...none, parked: 1 }, NOW).verdict).toBe('wrong');
  });
});
