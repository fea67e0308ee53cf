import { describe, expect, it } from 'vitest';
import listed from '#app/domain/referrer-hosts.json' with { type: 'json' };
import { type ReferrerKind, referrerKind } from '#app/domain/referrer-kind.ts';

describe('referrerKind', () => {
  it.each<[string, ReferrerKind | null]>([
    ['google.com', 'search'],
    ['google.de', 'search'],
    ['google', 'search'],
    ['mail.google.com', 'email'],
    ['support.google.com', null],
    ['shopping.google.com', 'shopping'],
    ['news.ycombinator.com', 'social'],
    ['old.reddit.com', 'social'],
    ['ok.ru', 'social'],
    ['l.threads.com', 'social'],
    ['tiktok.com', 'social'],
    ['youtube.com', 'video'],
    ['amazon.com', 'shopping'],
    ['seznam.cz', 'search'],
    ['e.mail.ru', 'email'],
    ['com.twitter.android', 'social'],
    ['notgoogle.com', null],
    ['google.com.evil.example', null],
    ['com', null],
    ['', null],
    ['.', null],
  ])('%s: %s', (host, kind) => {
    expect(referrerKind(host)).toBe(kind);
  });

  it('knows the list with its origin and licence', () => {
    expect(listed.origin).toMatch(/\d+\.\d+\.\d+/);
    expect(listed.licence).toBe('MIT');
    for (const host of listed.hosts.search) {
      expect(host).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
    }
    expect(listed.hosts.search.length).toBeGreaterThan(400);
  });
});
