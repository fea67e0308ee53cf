import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHANNEL_LABEL,
  CHANNELS,
  type Channel,
  classifyChannel,
  isSelfReferral,
} from '#app/domain/channel.ts';
import { clickIdFromUrl, utmFromUrl } from '#app/domain/utm.ts';

const ownHosts = ['glow.example', 'glow.myshopify.com'];

function channelOf(landing: string, referrerHost: string | null = null, isInfluencer = false) {
  return classifyChannel({
    utm: utmFromUrl(landing),
    clickId: clickIdFromUrl(landing),
    referrerHost,
    isInfluencer,
    ownHosts,
  });
}

describe('classifyChannel', () => {
  it.each<[string, string | null, Channel]>([
    ['/', null, 'direct'],
    ['/?utm_source=(direct)&utm_medium=(none)', null, 'direct'],
    ['/?utm_source=direct', null, 'direct'],
    ['/', 'checkout.shopify.com', 'direct'],
    ['/', 'www.glow.example', 'direct'],
    // search
    ['/', 'www.google.com', 'organic_search'],
    ['/', 'www.google.co.uk', 'organic_search'],
    ['/', 'duckduckgo.com', 'organic_search'],
    ['/', 'com.google.android.googlequicksearchbox', 'organic_search'],
    ['/?utm_source=google&utm_medium=organic', null, 'organic_search'],
    ['/?utm_medium=organic', null, 'organic_search'],
    ['/?utm_source=google&utm_medium=cpc', null, 'paid_search'],
    ['/?utm_source=Google&utm_medium=CPC', null, 'paid_search'],
    ['/?utm_source=nowhere&utm_medium=ppc', null, 'paid_search'],
    ['/?gclid=1', 'www.google.com', 'paid_search'],
    ['/?gclid=1', null, 'paid_search'],
    ['/?gbraid=1', null, 'paid_search'],
    ['/?wbraid=1', null, 'paid_search'],
    ['/?msclkid=1', 'www.bing.com', 'paid_search'],
    ['/?gclid=1&utm_source=google&utm_medium=organic', null, 'paid_search'],
    // social
    ['/', 'l.instagram.com', 'organic_social'],
    ['/', 'm.facebook.com:443', 'organic_social'],
    ['/', 't.co', 'organic_social'],
    ['/?fbclid=1', null, 'organic_social'],
    ['/?fbclid=1', 'l.facebook.com', 'organic_social'],
    ['/?utm_source=ig&utm_medium=social', null, 'organic_social'],
    ['/?utm_source=someone&utm_medium=social', null, 'organic_social'],
    ['/?utm_source=facebook&utm_medium=paid&fbclid=1', null, 'paid_social'],
    ['/?utm_medium=paid&fbclid=1', null, 'paid_social'],
    ['/?utm_source=meta&utm_medium=paid_social', null, 'paid_social'],
    ['/?ttclid=1', 'www.tiktok.com', 'paid_social'],
    ['/?ttclid=1', null, 'paid_social'],
    // video
    ['/', 'm.youtube.com', 'organic_video'],
    ['/?utm_source=newsite&utm_medium=video', null, 'organic_video'],
    ['/?utm_source=youtube&utm_medium=cpv', null, 'paid_video'],
    ['/?utm_source=youtube&utm_medium=cpc', null, 'paid_video'],
    ['/?gclid=1&utm_source=youtube', null, 'paid_video'],
    ['/?utm_source=tv&utm_medium=paid-video', null, 'paid_video'],
    // shopping
    ['/', 'www.amazon.de', 'organic_shopping'],
    ['/', 'shopping.google.com', 'organic_shopping'],
    ['/?utm_source=google&utm_medium=cpc&utm_campaign=Shopping-DE', null, 'paid_shopping'],
    ['/?utm_source=google&utm_campaign=shop&utm_medium=organic', null, 'organic_shopping'],
    ['/?utm_source=google&utm_campaign=workshop&utm_medium=organic', null, 'organic_search'],
    ['/?utm_source=google&utm_medium=cpc&utm_campaign=pmax-cross-network', null, 'cross_network'],
    // the rest
    ['/?utm_source=site&utm_medium=display', null, 'display'],
    ['/?utm_source=site&utm_medium=cpm', null, 'display'],
    ['/?dclid=1', null, 'display'],
    ['/?utm_source=klaviyo&utm_medium=email', null, 'email'],
    ['/?utm_source=newsletter&utm_medium=e-mail', null, 'email'],
    ['/', 'mail.google.com', 'email'],
    ['/', 'com.google.android.gm', 'email'],
    ['/?utm_source=awin&utm_medium=affiliate', null, 'affiliates'],
    ['/?utm_source=postscript&utm_medium=sms', null, 'sms'],
    ['/?utm_source=app&utm_medium=web-push', null, 'push'],
    ['/?utm_source=partner&utm_medium=referral', null, 'referral'],
    ['/', 'blog.example.org', 'referral'],
    ['/', 'google.evil.example', 'referral'],
    ['/', 'notgoogle.com', 'referral'],
    ['/?utm_source=qr', null, 'unassigned'],
    ['/?utm_source=nobody&utm_medium=influencer', 'l.instagram.com', 'unassigned'],
    ['/?utm_source=facebook&utm_medium=cpc', 'www.google.com', 'paid_social'],
    ['/?utm_campaign=only', 'www.google.com', 'organic_search'],
    ['/', '', 'direct'],
  ])('%s from %s is %s', (landing, referrerHost, channel) => {
    expect(channelOf(landing, referrerHost)).toBe(channel);
  });

  it('lets an influencer win over everything', () => {
    expect(channelOf('/?gclid=1&utm_medium=cpc', 'www.google.com', true)).toBe('influencer');
  });

  it('gives every visit one channel, and none to an influencer by accident', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const maybe = fc.option(
      fc.oneof(text, fc.constantFrom('google', 'cpc', 'email', 'direct', 'shopping')),
      { nil: null },
    );
    const visit = fc.record({
      utm: fc.record({
        source: maybe,
        medium: maybe,
        campaign: maybe,
        content: maybe,
        term: maybe,
      }),
      referrerHost: maybe,
      clickId: fc.option(fc.record({ param: fc.constantFrom('gclid', 'fbclid'), value: text }), {
        nil: null,
      }),
      isInfluencer: fc.constant(false),
      ownHosts: fc.array(text),
    });
    fc.assert(
      fc.property(visit, (each) => {
        const channel = classifyChannel(each);
        expect(CHANNELS).toContain(channel);
        expect(channel).not.toBe('influencer');
      }),
    );
  });

  it('has a label for every channel', () => {
    expect(Object.keys(CHANNEL_LABEL)).toEqual([...CHANNELS]);
  });
});

describe('isSelfReferral', () => {
  it.each([
    ['glow.example', true],
    ['WWW.Glow.Example.', true],
    ['checkout.glow.example', true],
    ['notglow.example', false],
    ['glow.myshopify.com', true],
    ['other.myshopify.com', false],
    ['checkout.shopify.com', true],
    ['www.paypal.com', true],
    ['pay.klarna.com', true],
    ['shop.app', true],
    ['www.google.com', false],
    ['', false],
    [null, false],
  ])('%s: %s', (host, expected) => {
    expect(isSelfReferral(host, [...ownHosts, ''])).toBe(expected);
  });
});
