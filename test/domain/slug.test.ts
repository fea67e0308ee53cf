import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '#app/domain/app-error.ts';
import { toSlug, uniqueSlug } from '#app/domain/slug.ts';

describe('toSlug', () => {
  it.each([
    ['Jane Doe', 'jane-doe'],
    ["  Zoë O'Brien!! ", 'zoe-obrien'],
    ['Łukasz Żółw', 'lukasz-zolw'],
    ['王小明', 'wangxiaoming'],
    ['a--b__c', 'a-b-c'],
    ['../../etc/passwd', 'etc-passwd'],
    ['', ''],
    ['!!!', ''],
  ])('%j → %j', (text, slug) => {
    expect(toSlug(text)).toBe(slug);
  });

  it('leaves no hyphen where it cuts', () => {
    expect(toSlug('abc def', 4)).toBe('abc');
  });

  it('gives hyphenated ASCII for any text, and the same again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 80 }),
        (text, length) => {
          const slug = toSlug(text, length);
          expect(slug).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
          expect(slug.length).toBeLessThanOrEqual(length);
          expect(toSlug(slug, length)).toBe(slug);
        },
      ),
    );
  });
});

describe('uniqueSlug', () => {
  it('counts up from 2 and stays within the length', () => {
    const taken = new Set<string>();
    const next = () => {
      const slug = uniqueSlug('jane-doe', (each) => taken.has(each), 8);
      taken.add(slug);
      return slug;
    };
    expect([next(), next(), next()]).toEqual(['jane-doe', 'jane-d-2', 'jane-d-3']);
  });

  it('has a name for nothing', () => {
    expect(uniqueSlug('', () => false)).toBe('page');
  });

  it('gives up instead of searching for ever', () => {
    let thrown: unknown;
    try {
      uniqueSlug('jane', () => true);
    } catch (error) {
      thrown = error;
    }
    expect(isAppError(thrown, 'conflict')).toBe(true);
  });
});
