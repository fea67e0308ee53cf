import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROJECT = path.resolve(import.meta.dirname, '..');

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'attribute-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function attribute(content: string | null, ...options: readonly string[]) {
  const file = path.join(folder, 'paths.csv');
  if (content !== null) writeFileSync(file, content);
  const input = content === null ? [] : ['--input', file];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['app/attribute.ts', ...input, ...options],
    { cwd: PROJECT, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

describe('npm run attribute', () => {
  it('prints one object, of a file with a byte order mark, quotes and two kinds of line ends', () => {
    const { status, stdout } = attribute(
      '\uFEFFpath,total_conversions,total_conversion_value,total_null\r\n"C1 > C2 > C3",1,10.0,0\r\n\r\nC1,0,0,1\nC2 > C3,0,0,1\n',
      '--models',
      'all',
      '--json',
    );
    expect(status).toBe(0);
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(['models', 'removal_effects', 'base_probability']);
    expect(report.base_probability).toBeCloseTo(1 / 3, 12);
    expect(report.removal_effects).toEqual([
      { channel: 'C1', effect: expect.closeTo(0.5, 12) },
      { channel: 'C2', effect: expect.closeTo(1, 12) },
      { channel: 'C3', effect: expect.closeTo(1, 12) },
    ]);
    expect(report.models.markov).toEqual([
      { channel: 'C1', conversions: expect.closeTo(0.2), value: expect.closeTo(2) },
      { channel: 'C2', conversions: expect.closeTo(0.4), value: expect.closeTo(4) },
      { channel: 'C3', conversions: expect.closeTo(0.4), value: expect.closeTo(4) },
    ]);
  });

  it('prints a table of dated touchpoints, with time decay', () => {
    const { status, stdout, stderr } = attribute(
      'id,occurred_at,channel,converted,value\n1,2026-01-08T00:00:00Z,email,1,30\n1,2026-01-01,social,0,\n',
      '--models',
      'time_decay',
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/email +20\.00\nsocial +10\.00\n/);
  });

  it.each<[string, string, RegExp]>([
    ['a wrong number', 'path,total_conversions\n"A\n > B",1\nA,one\n', /^Line 4: .*“one”/],
    ['a short row', 'path,total_conversions\nA,1\nA\n', /^Line 3: has more or fewer cells/],
    ['an open quote', 'path,total_conversions\nA,1\n"A,1\n', /^Line 3: cannot be read as CSV/],
    ['nothing', '', /^The file is empty\./],
  ])('refuses %s with its line and prints no report', (_, content, message) => {
    const { status, stdout, stderr } = attribute(content, '--json');
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  it('says that a file is missing, and how it is called', () => {
    const gone = attribute(null, '--input', path.join(folder, 'none.csv'));
    expect(gone).toMatchObject({ status: 1, stdout: '' });
    expect(gone.stderr).toMatch(/none\.csv cannot be read: ENOENT/);
    const wrong = attribute(null, '--models', 'all');
    expect(wrong).toMatchObject({ status: 2, stdout: '' });
    expect(wrong.stderr).toContain('--input is missing.');
    expect(wrong.stderr).toContain('npm run attribute -- --input');
  });
});
