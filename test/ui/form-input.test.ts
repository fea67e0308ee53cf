import { describe, expect, it } from 'vitest';
import { campaignDraftSchema } from '#app/domain/campaign-draft.ts';
import { startDraftSchema } from '#app/domain/collaboration-start.ts';
import { influencerDraftSchema } from '#app/domain/influencer-draft.ts';
import { settingsDraftSchema } from '#app/domain/settings-draft.ts';
import { campaignDraftFrom } from '#app/ui/campaign-input.ts';
import { amountInput, hundredthsInput, wholeInput } from '#app/ui/form-input.ts';
import { influencerDraftFrom } from '#app/ui/influencer-input.ts';
import { settingsDraftFrom } from '#app/ui/settings-input.ts';
import { startInputFrom } from '#app/ui/start-input.ts';

it.each([
  ['1,250.50', 'USD', 125_050n],
  [' 1 250 ', 'JPY', 1250n],
  ['12.345', 'KWD', 12_345n],
  ['', 'USD', null],
  ['12,5', 'USD', '12,5'],
  ['1.2345', 'USD', '1.2345'],
  ['a lot', 'USD', 'a lot'],
  ['5', 'XXZ', '5'],
])('reads the amount “%s” in %s', (text, currency, expected) => {
  expect(amountInput(text, currency)).toBe(expected);
});

it('reads hundredths and whole numbers, and leaves the rest for the schema to refuse', () => {
  expect(['3.5', '400 %', '2×', '0.001', ''].map(hundredthsInput)).toEqual([
    350,
    40_000,
    200,
    '0.001',
    null,
  ]);
  expect(['1,000', '-3', '1.5', ''].map(wholeInput)).toEqual([1000, -3, '1.5', null]);
});

describe('whatever is sent in place of a form', () => {
  const shop = { currency: 'USD', timeZone: 'America/New_York' };
  const hostile = [null, 7, 'x', [], {}, { platforms: 'x', name: 5 }, { products: [1], kind: {} }];
  it.each(hostile)('%j is refused at its fields, not with a crash', (body) => {
    expect(influencerDraftSchema.safeParse(influencerDraftFrom(body)).success).toBe(false);
    expect(campaignDraftSchema.safeParse(campaignDraftFrom(body, 'USD')).success).toBe(false);
    expect(startDraftSchema.safeParse(startInputFrom(body, shop)).success).toBe(false);
    expect(settingsDraftSchema.safeParse(settingsDraftFrom(body)).success).toBe(false);
  });
});

it('keeps the place of an account, so that its problem shows where it was typed', () => {
  const account = { platform: 'instagram', handle: '', followers: '', url: '' };
  const form = {
    name: 'Jane',
    email: '',
    niche: '',
    notes: '',
    status: 'active',
    platforms: [account, { ...account, handle: 'jane', followers: '12.5k' }, account],
  };
  const parsed = influencerDraftSchema.safeParse(influencerDraftFrom(form));
  expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['platforms.0.handle']);
});

it('runs an offer from the start of its first day to the end of its last, in the shop’s time', () => {
  const input = startInputFrom(
    { kind: 'percentage', percent: '12.5', startsOn: '2026-03-08', endsOn: '2026-03-08' },
    { currency: 'USD', timeZone: 'America/New_York' },
  );
  expect(input).toMatchObject({
    offer: {
      percentBp: 1250,
      startsAt: new Date('2026-03-08T05:00:00Z'),
      endsAt: new Date('2026-03-09T04:00:00Z'),
    },
  });
});
