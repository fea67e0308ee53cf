import { describe, expect, it } from 'vitest';
import { differenceOf, reconciliationWindow } from '#app/domain/reconciliation.ts';

const at = (text: string) => new Date(`2026-11-21T${text}Z`);
const now = at('12:00:00');
const shop = { installedAt: at('09:00:00'), scopes: 'read_orders' };

describe('reconciliationWindow', () => {
  it('goes from the installation or the last run, a little earlier, to a minute ago', () => {
    const to = at('11:59:00');
    expect(reconciliationWindow(shop, null, now)).toEqual({ from: at('08:50:00'), to });
    expect(reconciliationWindow(shop, at('11:00:00'), now)).toEqual({ from: at('10:50:00'), to });
  });

  it('goes no further back than the app may read', () => {
    const old = new Date('2026-01-01T00:00:00Z');
    const { from } = reconciliationWindow(shop, old, now);
    expect(from).toEqual(new Date('2026-09-22T12:00:00Z'));
    const all = { ...shop, scopes: 'read_all_orders' };
    expect(reconciliationWindow(all, old, now).from).toEqual(new Date('2025-12-31T23:50:00Z'));
  });
});

describe('differenceOf', () => {
  it.each([
    ['12:00:00', undefined, 'missing'],
    ['12:00:01', '12:00:00', 'stale'],
    ['12:00:00.900', '12:00:00', null],
    ['12:00:00', '12:00:00', null],
    ['12:00:00', '12:00:05', null],
  ])('%s there, %s here: %s', (there, here, difference) => {
    expect(differenceOf(at(there), here === undefined ? undefined : at(here))).toBe(difference);
  });
});
