import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayOf,
  daysBetween,
  PERIOD_PRESETS,
  periodFromPreset,
  previousPeriod,
  startOfDay,
} from '#app/domain/day.ts';

describe('dayOf', () => {
  it.each([
    ['2026-03-08T04:59:59Z', 'America/New_York', '2026-03-07'],
    ['2026-03-08T05:00:00Z', 'America/New_York', '2026-03-08'],
    ['2026-01-01T00:00:00Z', 'Pacific/Kiritimati', '2026-01-01'],
    ['2026-01-01T10:00:00Z', 'Pacific/Kiritimati', '2026-01-02'],
    ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01'],
  ])('%s in %s is %s', (instant, zone, day) => {
    expect(dayOf(new Date(instant), zone)).toBe(day);
  });

  it.each([
    ['a place that is none', () => dayOf(new Date(0), 'Mars/Olympus')],
    ['no instant', () => dayOf(new Date(Number.NaN), 'UTC')],
    ['a zone for a start', () => startOfDay('2026-01-01', 'Mars/Olympus')],
    ['a day that is none', () => startOfDay('2026-02-30', 'UTC')],
    ['a day with time', () => addDays('2026-01-01T00:00', 1)],
  ])('refuses %s', (_, action) => {
    expect(action).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});

describe('startOfDay', () => {
  it.each([
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z', 'before a short day'],
    ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z', 'after a short day'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z', 'before a long day'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z', 'begins at one o’clock'],
    ['2025-11-02', 'America/Havana', '2025-11-02T04:00:00.000Z', 'has two midnights'],
    ['2026-01-01', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z', 'quarter-hour zone'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', 'was skipped'],
  ])('%s in %s', (day, zone, instant) => {
    expect(startOfDay(day, zone).toISOString()).toBe(instant);
  });

  it('is the first instant of its day, in every zone with or without clock changes', () => {
    const zone = fc.constantFrom(
      'UTC',
      'America/New_York',
      'America/Havana',
      'Atlantic/Azores',
      'America/Sao_Paulo',
      'Asia/Beirut',
      'Australia/Lord_Howe',
      'Europe/Berlin',
      'Pacific/Chatham',
    );
    fc.assert(
      fc.property(zone, fc.integer({ min: 0, max: 11_000 }), (timeZone, offset) => {
        const day = addDays('2000-01-01', offset);
        const start = startOfDay(day, timeZone);
        expect(dayOf(start, timeZone)).toBe(day);
        expect(dayOf(new Date(start.getTime() - 1), timeZone)).toBe(addDays(day, -1));
      }),
      { numRuns: 500 },
    );
  });
});

describe('days and periods', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-08', 30, '2026-04-07'],
  ])('%s + %i = %s', (day, count, result) => {
    expect(addDays(day, count)).toBe(result);
    expect(daysBetween(day, result)).toBe(count);
  });

  it('compares a period with the one right before it', () => {
    expect(previousPeriod({ from: '2026-03-01', to: '2026-03-31' })).toEqual({
      from: '2026-01-29',
      to: '2026-02-28',
    });
    expect(previousPeriod({ from: '2026-03-01', to: '2026-03-01' })).toEqual({
      from: '2026-02-28',
      to: '2026-02-28',
    });
  });

  it('ends a preset with today and counts it', () => {
    expect(periodFromPreset('7d', '2026-03-07')).toEqual({ from: '2026-03-01', to: '2026-03-07' });
    for (const preset of PERIOD_PRESETS) {
      const { from, to } = periodFromPreset(preset, '2026-03-07');
      expect(`${daysBetween(from, to) + 1}d`).toBe(preset);
    }
  });
});
