import { describe, expect, it } from 'vitest';
import { figure, type Report, reading } from './report.ts';
import { reportTable } from './report-table.ts';

const REPORT: Report = {
  bench: 'webhooks',
  machine: {
    cpus: 2,
    model: 'A processor',
    memoryGb: 8,
    os: 'Linux 6 x64',
    node: '24.0.0',
    postgres: '18.4',
    load: 0.1,
  },
  figures: [
    figure('webhooks.vs_stock', '×', [11, 9, 30], { atLeast: 10 }),
    figure('webhooks.p99_ms_at_500', 'ms', [120, 99.994, 100.004], { below: 100 }),
  ],
  readings: [reading('webhooks.ours_per_s', '/s', [4000.4, 4100, 3900])],
};

describe('figure', () => {
  it('is the median over the rounds, with the spread, the target and a verdict', () => {
    expect(figure('a.b', '×', [11, 9, 30], { atLeast: 10 })).toEqual({
      name: 'a.b',
      value: 11,
      unit: '×',
      spread: [9, 30],
      target: 10,
      better: 'higher',
      ok: true,
    });
  });

  it.each([
    [[10], { atLeast: 10 }, true],
    [[9.999_99], { atLeast: 10 }, false],
    [[100], { below: 100 }, false],
    [[99.999_99], { below: 100 }, true],
  ])('%j against %j: %s, judged before rounding', (rounds, target, ok) => {
    expect(figure('a.b', 'ms', rounds, target).ok).toBe(ok);
  });

  it('needs a round', () => {
    expect(() => figure('a.b', 'ms', [], { below: 1 })).toThrow('nothing was measured');
  });
});

describe('report', () => {
  it('is one JSON object in which every figure has its five fields', () => {
    const read = JSON.parse(JSON.stringify(REPORT)) as Report;
    expect(Object.keys(read)).toEqual(['bench', 'machine', 'figures', 'readings']);
    for (const { name, value, unit, target, ok } of read.figures) {
      expect([typeof name, typeof value, typeof unit, typeof target, typeof ok]).toEqual([
        'string',
        'number',
        'string',
        'number',
        'boolean',
      ]);
    }
  });

  it('reads as a table', () => {
    expect(reportTable(REPORT).split('\n')).toEqual([
      'webhooks: 2 × A processor, Node 24.0.0, PostgreSQL 18.4',
      'webhooks.vs_stock       11 ×     (9 to 30)       reached, at least 10',
      'webhooks.p99_ms_at_500  100 ms   (99.99 to 120)  MISSED, below 100',
      'webhooks.ours_per_s     4000 /s  (3900 to 4100)',
    ]);
  });
});
