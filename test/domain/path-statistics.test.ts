import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byClass,
  countRatio,
  LENGTH_CLASSES,
  pathSteps,
  TIME_CLASSES,
} from '#app/domain/path-statistics.ts';

const sources = fc.array(fc.constantFrom('email', 'direct', 'jane'));

describe('pathSteps', () => {
  it.each([
    ['', ''],
    ['a', 'a1'],
    ['a a a', 'a3'],
    ['a b a', 'a1 b1 a1'],
    ['a a b b b a', 'a2 b3 a1'],
  ])('folds “%s” into “%s”', (path, steps) => {
    const folded = pathSteps(path.split(' ').filter(Boolean));
    expect(folded.map(({ source, times }) => `${source}${times}`).join(' ')).toBe(steps);
  });

  it('loses no contact and leaves no two neighbours alike', () => {
    fc.assert(
      fc.property(sources, (path) => {
        const steps = pathSteps(path);
        expect(steps.flatMap(({ source, times }) => Array(times).fill(source))).toEqual(path);
        expect(steps.every(({ source }, at) => source !== steps[at + 1]?.source)).toBe(true);
      }),
    );
  });
});

describe('byClass', () => {
  const classOf = (value: number, classes: Parameters<typeof byClass>[1]) =>
    byClass([{ value, orders: 1 }], classes).find(({ orders }) => orders > 0)?.label;

  it.each([
    [1, '1 contact'],
    [2, '2 contacts'],
    [3, '3 contacts'],
    [4, '4–5 contacts'],
    [5, '4–5 contacts'],
    [6, '6 or more'],
    [60, '6 or more'],
  ])('puts a journey of %i contacts to “%s”', (length, label) => {
    expect(classOf(length, LENGTH_CLASSES)).toBe(label);
  });

  it.each([
    [0, 'Same day'],
    [1, '1 day'],
    [2, '2–3 days'],
    [3, '2–3 days'],
    [4, '4–7 days'],
    [7, '4–7 days'],
    [8, '8–14 days'],
    [14, '8–14 days'],
    [15, '15–30 days'],
    [30, '15–30 days'],
    [31, 'More than 30 days'],
    [365, 'More than 30 days'],
  ])('puts %i days to “%s”', (days, label) => {
    expect(classOf(days, TIME_CLASSES)).toBe(label);
  });

  it('counts every order once, and keeps classes without any', () => {
    const counts = fc.array(fc.record({ value: fc.nat(100), orders: fc.nat(1_000) }));
    fc.assert(
      fc.property(counts, (given) => {
        const classes = byClass(given, TIME_CLASSES);
        const sum = (some: readonly { orders: number }[]) =>
          some.reduce((all, { orders }) => all + orders, 0);
        expect(sum(classes)).toBe(sum(given));
        expect(classes).toHaveLength(TIME_CLASSES.length);
      }),
    );
  });
});

it('has no ratio to nothing', () => {
  expect(countRatio(3, 0)).toBeNull();
  expect(countRatio(1, 2)).toEqual({ numerator: 1n, denominator: 2n });
});
