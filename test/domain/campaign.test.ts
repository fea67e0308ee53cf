import { describe, expect, it } from 'vitest';
import { campaignStatus } from '#app/domain/campaign.ts';
import { campaignDraftSchema } from '#app/domain/campaign-draft.ts';

const summer = { name: 'Summer Glow 2026', goal: 'sales', startsOn: '2026-06-01' };

describe('campaignDraftSchema', () => {
  it('fills in what is not said and makes a UTM name', () => {
    expect(campaignDraftSchema.parse(summer)).toEqual({
      ...summer,
      endsOn: null,
      budgetMinor: null,
      targetCpaMinor: null,
      targetRoasHundredths: null,
      utmCampaign: 'summer-glow-2026',
    });
  });

  it.each([
    [{ utmCampaign: 'Big SALE!' }, 'big-sale'],
    [{ utmCampaign: '!!!' }, 'summer-glow-2026'],
    [{ name: '???' }, 'campaign'],
  ])('UTM name of %j', (over, name) => {
    expect(campaignDraftSchema.parse({ ...summer, ...over }).utmCampaign).toBe(name);
  });

  it.each([
    [{ endsOn: '2026-05-31' }, 'endsOn', 'cannot end before it starts'],
    [{ endsOn: '2026-02-30' }, 'endsOn', 'Enter a date'],
    [{ startsOn: '' }, 'startsOn', 'Enter a date'],
    [{ goal: 'fame' }, 'goal', 'Choose a goal'],
    [{ name: '' }, 'name', 'Enter a name'],
    [{ budgetMinor: 0n }, 'budgetMinor', 'above zero'],
    [{ budgetMinor: 5 }, 'budgetMinor', 'Enter an amount'],
    [{ targetCpaMinor: -1n }, 'targetCpaMinor', 'above zero'],
    [{ targetRoasHundredths: 0 }, 'targetRoasHundredths', 'above zero'],
  ])('refuses %o', (over, path, message) => {
    const issue = campaignDraftSchema.safeParse({ ...summer, ...over }).error?.issues[0];
    expect(issue?.path).toEqual([path]);
    expect(issue?.message).toContain(message);
  });

  it('may last one day', () => {
    expect(campaignDraftSchema.safeParse({ ...summer, endsOn: '2026-06-01' }).success).toBe(true);
  });
});

describe('campaignStatus', () => {
  it.each([
    ['2026-05-31', 'scheduled'],
    ['2026-06-01', 'running'],
    ['2026-06-30', 'running'],
    ['2026-07-01', 'ended'],
  ])('on %s it is %s', (today, status) => {
    expect(campaignStatus({ startsOn: '2026-06-01', endsOn: '2026-06-30' }, today)).toBe(status);
  });

  it('runs on without an end', () => {
    expect(campaignStatus({ startsOn: '2026-06-01', endsOn: null }, '2099-01-01')).toBe('running');
  });
});
