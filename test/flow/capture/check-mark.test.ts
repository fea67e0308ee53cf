import { describe, expect, it } from 'vitest';
import { checkMark, isCheckMark } from '#app/flow/capture/check-mark.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';

freshDatabase();

const NOON = new Date('2026-11-21T12:00:30Z');
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

describe('the mark of a launch check', () => {
  it.each([-2, -1, 0, 1, 2])('holds %i minutes away', (minutes) => {
    expect(isCheckMark('abc', checkMark('abc', NOON), later(minutes))).toBe(true);
  });

  it.each([-4, -3, 3, 4])('does not hold %i minutes away', (minutes) => {
    expect(isCheckMark('abc', checkMark('abc', NOON), later(minutes))).toBe(false);
  });

  it.each(['', 'zz', 'é', checkMark.name, '00'.repeat(32)])('is not %j', (mark) => {
    expect(isCheckMark('abc', mark, NOON)).toBe(false);
  });

  it('belongs to one link', () => {
    expect(isCheckMark('other', checkMark('abc', NOON), NOON)).toBe(false);
  });
});
