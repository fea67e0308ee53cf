import { describe, expect, it } from 'vitest';
import { backfillSearch, needsBackfill, reachOf } from '#app/domain/backfill.ts';

const now = new Date('2026-11-21T12:00:00Z');
const since = new Date('2026-09-22T12:00:00Z');
const installedAt = new Date('2026-11-20T00:00:00Z');
const done = { requestedAt: now, since, state: 'done' as const };

describe('reachOf', () => {
  it.each([
    ['read_orders', since],
    ['', since],
    ['unread_all_orders,read_orders', since],
    ['read_orders, read_all_orders', null],
  ])('%j', (scopes, reach) => {
    expect(reachOf(scopes, now)).toEqual(reach);
  });
});

describe('needsBackfill', () => {
  const shop = { installedAt, scopes: 'read_orders' };
  const all = { installedAt, scopes: 'read_orders,read_all_orders' };
  it.each([
    ['a new shop', null, shop, true],
    ['a shop without the app', null, { ...shop, installedAt: null }, false],
    ['a shop that had its own', done, shop, false],
    ['a running one', { ...done, state: 'running' as const }, shop, false],
    ['one that failed', { ...done, state: 'failed' as const }, shop, true],
    ['a later installation', { ...done, requestedAt: since }, shop, true],
    ['a wider permission', done, all, true],
    ['a wider permission that was used', { ...done, since: null }, all, false],
    ['a permission taken back', { ...done, since: null }, shop, false],
  ])('%s', (_, last, given, expected) => {
    expect(needsBackfill(last, given, now)).toBe(expected);
  });
});

it('is a search that no other request has, and that fits into a query', () => {
  expect(backfillSearch(since, now)).toBe(
    "created_at:>='2026-09-22T12:00:00.000Z' created_at:<='2026-11-21T12:00:00.000Z'",
  );
  expect(backfillSearch(null, now)).toBe("created_at:<='2026-11-21T12:00:00.000Z'");
});
