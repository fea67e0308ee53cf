import { describe, expect, it } from 'vitest';
import { closestAlias, isNamed, type UtmAlias, utmKey } from '#app/domain/utm-name.ts';

const utm = {
  source: ' Glow-Podcast',
  medium: 'AUDIO',
  campaign: 'May',
  content: null,
  term: null,
};

function alias(medium: string | null, campaign: string | null, who = 'her'): UtmAlias {
  return { source: 'glow-podcast', medium, campaign, influencerId: who, collaborationId: null };
}

describe('isNamed', () => {
  it.each([
    [null, null, true],
    ['audio', null, true],
    ['audio', 'may', true],
    [null, 'june', false],
    ['video', null, false],
  ])('medium %s, campaign %s: %s', (medium, campaign, expected) => {
    expect(isNamed(utm, { source: utmKey('GLOW-podcast '), medium, campaign })).toBe(expected);
  });

  it('needs the source', () => {
    expect(isNamed({ ...utm, source: null }, alias(null, null))).toBe(false);
    expect(isNamed({ ...utm, medium: null }, alias('audio', null))).toBe(false);
  });
});

it('takes the name that asks for most, a campaign before a medium', () => {
  const wide = alias(null, null, 'wide');
  const medium = alias('audio', null, 'medium');
  const campaign = alias(null, 'may', 'campaign');
  const both = alias('audio', 'may', 'both');
  const other = alias(null, 'june', 'other');
  const who = (...aliases: UtmAlias[]) => closestAlias(utm, aliases)?.influencerId ?? null;
  expect(who(wide, medium, campaign, both, other)).toBe('both');
  expect(who(wide, medium, campaign, other)).toBe('campaign');
  expect(who(medium, wide)).toBe('medium');
  expect(who(other)).toBeNull();
  expect(who()).toBeNull();
});
