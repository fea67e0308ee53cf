import type { Machine } from './machine.ts';
import { median, spread } from './statistics.ts';

/** What must be reached: a value of at least so much, or one below so much. */
export type Target = { atLeast: number } | { below: number };

/** A measured quantity: the median over the rounds, and the smallest and greatest round. */
export type Reading = { name: string; value: number; unit: string; spread: [number, number] };

/** A reading with a promise. `better` says on which side of the target it should lie. */
export type Figure = Reading & { target: number; better: 'higher' | 'lower'; ok: boolean };

/** What a bench says in the end: the figures that were promised, and the readings that explain them. */
export type Report = { bench: string; machine: Machine; figures: Figure[]; readings: Reading[] };

/** `rounds`: the value of each round. @throws RangeError for no rounds */
export function reading(name: string, unit: string, rounds: readonly number[]): Reading {
  const [least, most] = spread(rounds);
  return { name, value: round(median(rounds)), unit, spread: [round(least), round(most)] };
}

/** Judges the median before it is rounded for showing. @throws RangeError for no rounds */
export function figure(
  name: string,
  unit: string,
  rounds: readonly number[],
  target: Target,
): Figure {
  const value = median(rounds);
  const verdict =
    'atLeast' in target
      ? { target: target.atLeast, better: 'higher' as const, ok: value >= target.atLeast }
      : { target: target.below, better: 'lower' as const, ok: value < target.below };
  return { ...reading(name, unit, rounds), ...verdict };
}

/** Four digits say all that a measurement can. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}
