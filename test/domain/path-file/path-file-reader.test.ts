import { describe, expect, it } from 'vitest';
import { PathFileReader } from '#app/domain/path-file/path-file-reader.ts';

/** Records as they come from a file without quotes; line 1 is the header. */
function read(...lines: readonly string[]) {
  const reader = new PathFileReader();
  lines.forEach((line, at) => {
    reader.record(line.split(','), at + 1);
  });
  const { table, hasNulls } = reader.finish();
  const paths = [...table.conversions.keys()].map((path) => ({
    path: Array.from(
      table.steps.subarray(table.offsets[path], table.offsets[path + 1]),
      (source) => table.sources[source],
    ).join(' > '),
    conversions: table.conversions[path],
    value: table.values[path],
    nulls: table.nulls[path],
    ages: table.ages
      ? Array.from(table.ages.subarray(table.offsets[path], table.offsets[path + 1]))
      : null,
  }));
  return { paths, hasNulls };
}

describe('counted paths', () => {
  it('are read with all columns, in any order, and added up', () => {
    const { paths, hasNulls } = read(
      'total_null,Path,note,total_conversions,total_conversion_value',
      '3,A > B,x,1,10.50',
      '0, A>B ,y,2,4.25',
      ',A,,1e+02,',
    );
    expect(hasNulls).toBe(true);
    expect(paths).toEqual([
      { path: 'A > B', conversions: 3, value: 14.75, nulls: 3, ages: null },
      { path: 'A', conversions: 100, value: 0, nulls: 0, ages: null },
    ]);
  });

  it('are read without value and null', () => {
    const { paths, hasNulls } = read('path,total_conversions', 'A,1');
    expect(hasNulls).toBe(false);
    expect(paths).toEqual([{ path: 'A', conversions: 1, value: 0, nulls: 0, ages: null }]);
  });

  it.each([
    ['A,x,0,0', 'Line 2: total_conversions is not a number: “x”.'],
    ['A,,0,0', 'Line 2: total_conversions is not a number: “”.'],
    ['A,-1,0,0', 'Line 2: total_conversions is negative: “-1”.'],
    ['A,1,0,-0.5', 'Line 2: total_null is negative: “-0.5”.'],
    ['A,1,NaN,0', 'Line 2: total_conversion_value is not a number: “NaN”.'],
    ['A,0x10,0,0', 'Line 2: total_conversions is not a number: “0x10”.'],
    ['A,1e999,0,0', 'Line 2: total_conversions is not a number: “1e999”.'],
    [' ,1,0,0', 'Line 2: path is empty.'],
    ['A > ,1,0,0', 'Line 2: path has an empty step.'],
    ['A > > B,1,0,0', 'Line 2: path has an empty step.'],
  ])('refuse %s', (line, message) => {
    const header = 'path,total_conversions,total_conversion_value,total_null';
    expect(() => read(header, line)).toThrow(message);
  });
});

describe('dated touchpoints', () => {
  const header = 'id,occurred_at,channel,converted,value';

  it('become journeys by id and time, wherever their rows stand', () => {
    const { paths, hasNulls } = read(
      header,
      'a,2026-01-09T12:00:00Z,email,1,20',
      'b,2026-01-01,direct,0,99',
      'a,2026-01-02T12:00:00Z,social,0,',
    );
    expect(hasNulls).toBe(true);
    expect(paths).toEqual([
      { path: 'social > email', conversions: 1, value: 20, nulls: 0, ages: [7, 0] },
      { path: 'direct', conversions: 0, value: 0, nulls: 1, ages: [0] },
    ]);
  });

  it('stay in the order of the file where their times are equal', () => {
    const { paths } = read(header, 'a,2026-01-01,x,0,', 'a,2026-01-01,y,0,', 'a,2026-01-01,z,1,5');
    expect(paths.map(({ path }) => path)).toEqual(['x > y > z']);
  });

  it('end a journey at each conversion, and leave one open after the last', () => {
    const { paths } = read(
      header,
      'a,2026-01-01,x,0,0',
      'a,2026-01-02,y,1,10',
      'a,2026-01-03,z,true,30',
      'a,2026-01-04,x,no,0',
    );
    expect(paths.map(({ path, conversions, value }) => [path, conversions, value])).toEqual([
      ['x > y', 1, 10],
      ['z', 1, 30],
      ['x', 0, 0],
    ]);
  });

  it('are one journey where each row says of the id that it converted', () => {
    const { paths } = read(
      header,
      'a,2026-01-01,x,1,10',
      'a,2026-01-02,y,1,',
      'a,2026-01-03,z,1,10',
    );
    expect(paths.map(({ path, conversions, value }) => [path, conversions, value])).toEqual([
      ['x > y > z', 1, 10],
    ]);
  });

  it('are several where each row has a value of its own', () => {
    const { paths } = read(header, 'a,2026-01-01,x,1,10', 'a,2026-01-02,y,1,20');
    expect(paths.map(({ path, value }) => [path, value])).toEqual([
      ['x', 10],
      ['y', 20],
    ]);
  });

  it.each([
    ['2026-01-02T00:00:00Z', 1],
    ['2026-01-02 00:00', 1],
    ['2026-01-02T02:00:00+02:00', 1],
    ['2026-01-01T19:30:00.000-0430', 1],
    ['2026-01-01T12:00:00', 0.5],
    ['2026-01-01T06:00:00 UTC', 0.25],
    ['2026-01-01 00:00:21.6', 0.00025],
  ])('happen at %s', (instant, days) => {
    const { paths } = read(header, 'a,2026-01-01,x,0,', `a,${instant},y,0,`);
    expect(paths[0]?.ages?.[0]).toBeCloseTo(days, 12);
  });

  it.each([
    [
      'a,yesterday,x,0,',
      'Line 2: occurred_at is not a time like 2026-01-31T12:00:00Z: “yesterday”.',
    ],
    ['a,2026-02-30,x,0,', 'Line 2: occurred_at is not a time'],
    ['a,2026-13-01,x,0,', 'Line 2: occurred_at is not a time'],
    ['a,2026-01-01T24:00:00Z,x,0,', 'Line 2: occurred_at is not a time'],
    [',2026-01-01,x,0,', 'Line 2: id is empty.'],
    ['a,2026-01-01, ,0,', 'Line 2: channel is empty.'],
    ['a,2026-01-01,x,maybe,', 'Line 2: converted is neither 1 nor 0: “maybe”.'],
    ['a,2026-01-01,x,1,-3', 'Line 2: value is negative: “-3”.'],
  ])('refuse %s', (line, message) => {
    expect(() => read(header, line)).toThrow(message);
  });
});

describe('a file', () => {
  it.each([
    [[], 'The file is empty.'],
    [['path,total_conversions'], 'The file has a header and no rows.'],
    [['path,conversions', 'A,1'], 'Line 1: the header lacks total_conversions.'],
    [['id,channel', 'a,x'], 'Line 1: the header lacks occurred_at and converted.'],
    [['a,b', '1,2'], 'Line 1: the header needs the columns path, total_conversions, or id,'],
    [['path,path,total_conversions', 'A,A,1'], 'Line 1: the column path is there twice.'],
  ])('%j is refused', (lines, message) => {
    expect(() => read(...lines)).toThrow(message);
  });
});
