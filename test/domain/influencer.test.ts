import { describe, expect, it } from 'vitest';
import { largestAudience } from '#app/domain/influencer.ts';
import { influencerDraftSchema } from '#app/domain/influencer-draft.ts';

const account = { platform: 'instagram', handle: 'jane', followers: 5, url: null };

function problemsOf(input: unknown): string[] {
  const parsed = influencerDraftSchema.safeParse(input);
  return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('influencerDraftSchema', () => {
  it('fills in what is not said', () => {
    expect(influencerDraftSchema.parse({ name: ' Jane ' })).toEqual({
      name: 'Jane',
      email: null,
      platforms: [],
      niche: null,
      notes: null,
      status: 'active',
    });
  });

  it('cleans handles and line ends', () => {
    const draft = influencerDraftSchema.parse({
      name: 'Jane',
      email: ' jane@example.com ',
      platforms: [{ ...account, handle: ' @jane ', url: 'https://instagram.com/jane' }],
      notes: 'one\r\ntwo\tthree',
      niche: '  ',
    });
    expect(draft).toMatchObject({
      email: 'jane@example.com',
      notes: 'one\ntwo\tthree',
      niche: null,
    });
    expect(draft.platforms[0]).toEqual({ ...account, url: 'https://instagram.com/jane' });
  });

  it.each([
    '<script>alert(1)</script>',
    "'; DROP TABLE influencers; --",
    '=HYPERLINK("http://x")',
    `{{7*7}}\${1}`,
    '👩🏽‍🎤 Zoë يعرب',
  ])('keeps %j as it is', (name) => {
    expect(influencerDraftSchema.parse({ name, niche: name, notes: name })).toMatchObject({
      name,
      niche: name,
      notes: name,
    });
  });

  it.each([
    [{}, 'name: Enter a name.'],
    [{ name: '  ' }, 'name: Enter a name.'],
    [{ name: 7 }, 'name: Enter a name.'],
    [{ name: 'x'.repeat(121) }, 'name: Shorten the name to 120 characters.'],
    [{ name: 'a\u0000b' }, 'name: Remove the invisible control characters from the name.'],
    [{ name: 'a\nb' }, 'name: Remove the invisible control characters from the name.'],
    [{ name: 'a\ud800' }, 'name: Remove the invisible control characters from the name.'],
    [{ name: 'J', notes: 'a\u0007' }, 'notes: Remove the invisible control characters'],
    [{ name: 'J', email: 'jane@' }, 'email: Enter an e-mail address like'],
    [{ name: 'J', email: 'a@b.co\u0000' }, 'email: Remove the invisible'],
    [{ name: 'J', status: 'gone' }, 'status: Choose a status: active'],
    [{ name: 'J', pictureUrl: 'http://x.example/j.jpg' }, 'pictureUrl: Enter the address of a'],
    [{ name: 'J', pictureUrl: 'javascript:alert(1)' }, 'pictureUrl: Enter the address of a'],
    [{ name: 'J', platforms: [{ ...account, platform: 'orkut' }] }, 'platforms.0.platform: Choose'],
    [
      { name: 'J', platforms: [{ ...account, handle: '@' }] },
      'platforms.0.handle: Enter the handle only',
    ],
    [
      { name: 'J', platforms: [{ ...account, handle: 'https://x.co/j' }] },
      'platforms.0.handle: Enter',
    ],
    [{ name: 'J', platforms: [{ ...account, followers: -1 }] }, 'platforms.0.followers: Followers'],
    [{ name: 'J', platforms: [{ ...account, followers: 1.5 }] }, 'platforms.0.followers: Enter'],
    [
      { name: 'J', platforms: [{ ...account, url: 'javascript:alert(1)' }] },
      'platforms.0.url: Enter',
    ],
    [{ name: 'J', platforms: [account, { ...account, handle: '@JANE' }] }, 'platforms: The same'],
  ])('refuses %j', (input, problem) => {
    expect(problemsOf(input)[0]).toContain(problem);
  });

  it('knows the largest audience', () => {
    expect(largestAudience([])).toBe(0);
    expect(largestAudience([{ followers: 5 }, { followers: 9 }, { followers: 2 }])).toBe(9);
  });
});
