import { describe, expect, it } from 'vitest';
import { CHANNELS, type Channel } from '#app/domain/channel.ts';
import { channelAfter } from '#app/domain/channel-change.ts';
import { CHANNEL_MEANING } from '#app/domain/channel-meaning.ts';
import type { ChannelRule } from '#app/domain/channel-rule.ts';

function visit(source: string | null, channel: Channel, referrerHost: string | null = null) {
  return {
    utm: { source, medium: null, campaign: null, content: null, term: null },
    referrerHost,
    clickId: null,
    linkId: null,
    landingPath: '/',
    ownHosts: ['glowy.example'],
    channel,
  };
}

const podcast: ChannelRule = {
  channel: 'referral',
  conditions: [{ field: 'source', operator: 'is', value: 'glow' }],
};

describe('the channel of a visit by other rules', () => {
  it('is that of a new rule', () => {
    expect(channelAfter(visit('glow', 'unassigned'), [], [podcast])).toBe('referral');
  });

  it('is the group’s where a rule is gone', () => {
    expect(channelAfter(visit('google', 'referral'), [{ ...podcast, conditions: [] }], [])).toBe(
      'organic_search',
    );
  });

  it('stays what it is where no rule says anything, before or after', () => {
    // Something that the stored visit does not tell made it so.
    expect(channelAfter(visit('other', 'paid_social'), [podcast], [podcast])).toBe('paid_social');
  });

  it('does not take the shop’s own pages for a referrer', () => {
    const rule: ChannelRule = {
      channel: 'email',
      conditions: [{ field: 'referrer_host', operator: 'contains', value: 'glowy' }],
    };
    const own = visit(null, 'direct', 'www.glowy.example');
    expect(channelAfter(own, [], [rule])).toBe('direct');
  });
});

it('every channel is explained once', () => {
  expect(CHANNEL_MEANING.map(({ channel }) => channel).sort()).toEqual([...CHANNELS].sort());
});
