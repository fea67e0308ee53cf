import { describe, expect, it } from 'vitest';
import { CHANNELS } from '#app/domain/channel.ts';
import {
  type ChannelRule,
  channelByRules,
  channelOfVisit,
  type RuleCondition,
} from '#app/domain/channel-rule.ts';
import { channelRulesSchema } from '#app/domain/channel-rule-draft.ts';

const visit = {
  utm: { source: 'Newsletter', medium: null, campaign: 'May-Sale', content: null, term: null },
  referrerHost: 'www.Blog.example',
  landingPath: '/Pages/glow',
  linkId: 'abc234',
  clickId: null,
  isInfluencer: false,
  ownHosts: ['glow.example'],
};

function condition(field: RuleCondition['field'], operator: RuleCondition['operator'], value = '') {
  return { field, operator, value };
}

function rule(channel: ChannelRule['channel'], ...conditions: RuleCondition[]): ChannelRule {
  return { channel, conditions };
}

describe('channelByRules', () => {
  it.each<[RuleCondition, boolean]>([
    [condition('source', 'is', ' newsletter '), true],
    [condition('source', 'is', 'news'), false],
    [condition('source', 'is_not', 'news'), true],
    [condition('source', 'is_not', 'NEWSLETTER'), false],
    [condition('source', 'contains', 'SLET'), true],
    [condition('campaign', 'starts_with', 'may'), true],
    [condition('campaign', 'ends_with', 'may'), false],
    [condition('campaign', 'ends_with', '-sale'), true],
    [condition('medium', 'contains', 'mail'), false],
    [condition('medium', 'is_not', 'email'), true],
    [condition('referrer_host', 'is', 'www.blog.example'), true],
    [condition('referrer_host', 'ends_with', '.example'), true],
    [condition('referrer_host', 'starts_with', 'www.'), false],
    [condition('referrer_host', 'contains', ':'), false],
    [condition('landing_path', 'starts_with', '/pages/'), true],
    [condition('link_id', 'is', 'abc234'), true],
    [condition('source', 'contains', '.*'), false],
  ])('%o: %s', (one, isMet) => {
    expect(channelByRules([rule('push', one)], visit)).toBe(isMet ? 'push' : null);
  });

  it('asks for every condition, and takes the first rule that is met', () => {
    const isNews = condition('source', 'is', 'newsletter');
    const isJune = condition('campaign', 'starts_with', 'june');
    expect(
      channelByRules(
        [rule('sms', isNews, isJune), rule('email', isNews), rule('push', isNews)],
        visit,
      ),
    ).toBe('email');
    expect(channelByRules([], visit)).toBeNull();
  });
});

describe('channelOfVisit', () => {
  const toEmail = [rule('email', condition('source', 'is', 'newsletter'))];

  it('puts influencers before rules and rules before the default groups', () => {
    expect(channelOfVisit({ ...visit, isInfluencer: true }, toEmail)).toBe('influencer');
    expect(channelOfVisit(visit, toEmail)).toBe('email');
    expect(channelOfVisit(visit, [])).toBe('unassigned');
  });

  it('shows rules no referrer where the visit only came back', () => {
    const back = { ...visit, referrerHost: 'glow.example', utm: { ...visit.utm, source: null } };
    const rules = [rule('display', condition('referrer_host', 'contains', 'glow'))];
    expect(channelOfVisit(back, rules)).toBe('direct');
  });
});

describe('channelRulesSchema', () => {
  const conditions = [condition('source', 'is', 'x')];

  it('takes every channel but that of influencers, whom their own traces tell', () => {
    for (const channel of CHANNELS) {
      const { success } = channelRulesSchema.safeParse([{ channel, conditions }]);
      expect(success).toBe(channel !== 'influencer');
    }
  });

  it.each([
    [[{ channel: 'email', conditions: [] }], 'Add a condition.'],
    [[{ channel: 'email', conditions: [condition('source', 'is', '  ')] }], 'Enter a value.'],
    [
      [{ channel: 'email', conditions: [{ ...conditions[0], operator: 'matches' }] }],
      'Choose how to compare.',
    ],
    [
      [{ channel: 'email', conditions: [{ ...conditions[0], field: 'ip' }] }],
      'Choose what to look at.',
    ],
    [
      Array.from({ length: 101 }, () => ({ channel: 'email', conditions })),
      'Use at most 100 rules.',
    ],
  ])('refuses %#', (draft, message) => {
    const parsed = channelRulesSchema.safeParse(draft);
    expect(parsed.error?.issues[0]?.message).toBe(message);
  });
});
