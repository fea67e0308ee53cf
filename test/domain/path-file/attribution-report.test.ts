import { describe, expect, it } from 'vitest';
import {
  ALL_MODELS,
  readAttributeOptions,
  type WrittenOptions,
} from '#app/domain/path-file/attribute-options.ts';
import { attributionReport } from '#app/domain/path-file/attribution-report.ts';
import { reportText } from '#app/domain/path-file/report-text.ts';
import { tableOf } from '#test/domain/models/paths.ts';

const table = tableOf([
  { path: 'Direct > social', conversions: 2, nulls: 1, value: 30 },
  { path: 'email > social > (direct)', conversions: 1, nulls: 4, value: 10 },
]);

function report(written: WrittenOptions = {}, hasNulls = true) {
  return attributionReport({ table, hasNulls }, readAttributeOptions(written));
}

describe('readAttributeOptions', () => {
  it('has the usual defaults', () => {
    expect(readAttributeOptions({})).toEqual({
      models: ALL_MODELS,
      named: false,
      order: 1,
      settings: { firstPercent: 40, lastPercent: 40, halfLifeDays: 7 },
      bootstrap: null,
      transitionMatrix: false,
    });
  });

  it('reads what was written', () => {
    const written = {
      models: 'markov, First,shapley_rate',
      order: '2',
      'half-life': '3.5',
      position: '30,10,60',
      bootstrap: '50',
      seed: '9',
      'transition-matrix': true,
    };
    expect(readAttributeOptions(written)).toEqual({
      models: ['first', 'markov', 'shapley_rate'],
      named: true,
      order: 2,
      settings: { firstPercent: 30, lastPercent: 60, halfLifeDays: 3.5 },
      bootstrap: { replicates: 50, seed: 9 },
      transitionMatrix: true,
    });
    expect(readAttributeOptions({ models: 'all,shapley_rate' }).models).toEqual([
      ...ALL_MODELS,
      'shapley_rate',
    ]);
  });

  it.each<[WrittenOptions, string]>([
    [{ models: 'first,lastish' }, 'There is no model “lastish”.'],
    [{ models: '' }, 'There is no model “”.'],
    [{ order: '3' }, '--order must be a whole number from 1 to 2'],
    [{ position: '40,40' }, '--position must be three numbers that sum to 100'],
    [{ position: '40,40,40' }, '--position must be three numbers that sum to 100'],
    [{ position: '40,-1,61' }, '--position must be written in plain numbers'],
    [{ 'half-life': '0' }, 'The half-life must be a number of days above 0.'],
    [{ 'half-life': 'week' }, '--half-life must be written in plain numbers'],
    [{ bootstrap: '5' }, '--bootstrap must be a whole number from 20'],
    [{ seed: '1.5' }, '--seed must be a whole number'],
  ])('refuses %j', (written, message) => {
    expect(() => readAttributeOptions(written)).toThrow(message);
  });
});

describe('attributionReport', () => {
  it('has every model, channels by name', () => {
    const { report: all } = report();
    expect(Object.keys(all.models)).toEqual(ALL_MODELS.filter((model) => model !== 'time_decay'));
    expect(all.models.first).toEqual([
      { channel: '(direct)', conversions: 0, value: 0 },
      { channel: 'Direct', conversions: 2, value: 30 },
      { channel: 'email', conversions: 1, value: 10 },
      { channel: 'social', conversions: 0, value: 0 },
    ]);
    expect(all.models.last_non_direct?.map(({ conversions }) => conversions)).toEqual([0, 0, 0, 3]);
    expect(all.models.position?.map(({ value }) => value)).toEqual([4, 15, 4, 17]);
    expect(all.removal_effects.map(({ channel }) => channel)).toEqual([
      '(direct)',
      'Direct',
      'email',
      'social',
    ]);
    expect(all.base_probability).toBe(3 / 8);
    for (const credits of Object.values(all.models)) {
      expect(credits.reduce((sum, { conversions }) => sum + conversions, 0)).toBeCloseTo(3, 12);
      expect(credits.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(40, 12);
    }
  });

  it('says what is left out, and where the app would not trust the sample', () => {
    expect(report().notes).toEqual([
      expect.stringMatching(/^time_decay needs a file with times .* and is left out\.$/),
      'markov: under 2000 conversions (3 here) the app itself shares by position.',
    ]);
    expect(report({ models: 'markov' }, false).notes.at(-1)).toBe(
      'markov: no column total_null, so every journey converts and the base is 1.',
    );
    expect(() => report({ models: 'first,time_decay' })).toThrow('time_decay needs a file');
  });

  it('has no removal effects without the model that they belong to', () => {
    const { report: few, notes } = report({ models: 'first,shapley' });
    expect(few).toEqual({
      models: { first: expect.any(Array), shapley: expect.any(Array) },
      removal_effects: [],
      base_probability: 3 / 8,
    });
    expect(notes).toEqual([]);
  });

  it('has the chain of either order where it is asked for', () => {
    const { report: first } = report({ 'transition-matrix': true });
    expect(first.transition_matrix).toEqual([
      { from: '(direct)', to: '(conversion)', probability: 1 / 5 },
      { from: '(direct)', to: '(null)', probability: 4 / 5 },
      { from: '(start)', to: 'Direct', probability: 3 / 8 },
      { from: '(start)', to: 'email', probability: 5 / 8 },
      { from: 'Direct', to: 'social', probability: 1 },
      { from: 'email', to: 'social', probability: 1 },
      { from: 'social', to: '(conversion)', probability: 2 / 8 },
      { from: 'social', to: '(direct)', probability: 5 / 8 },
      { from: 'social', to: '(null)', probability: 1 / 8 },
    ]);
    const { report: second } = report({ 'transition-matrix': true, order: '2' });
    expect(second.transition_matrix).toContainEqual({
      from: 'Direct > social',
      to: '(conversion)',
      probability: 2 / 3,
    });
  });

  it('has intervals of the data-driven models where they are asked for', () => {
    const { intervals } = report({ bootstrap: '40' }).report;
    expect(Object.keys(intervals ?? {})).toEqual(['markov', 'shapley']);
    for (const { low, share, high } of intervals?.markov ?? []) {
      expect([low, share, high].every((part) => part >= 0 && part <= 1)).toBe(true);
      expect(low).toBeLessThanOrEqual(high);
    }
  });
});

describe('reportText', () => {
  it('is a grid per figure', () => {
    const text = reportText(report({ models: 'first,linear', 'transition-matrix': true }).report);
    expect(text).toContain(
      [
        'conversions  first  linear',
        '-----------  -----  ------',
        '(direct)      0.00    0.33',
        'Direct        2.00    1.00',
        'email         1.00    0.33',
        'social        0.00    1.33',
      ].join('\n'),
    );
    expect(text).toContain('base probability  0.375000\n');
    expect(text).toMatch(/Direct +social +1\.000000/);
    expect(reportText(report({ bootstrap: '20' }).report)).toContain('markov: share');
  });
});
