import type { Channel } from './channel.ts';

/** What falls into each channel by itself, in the order in which the groups are tried (see classifyChannel). */
export const CHANNEL_MEANING: readonly { readonly channel: Channel; readonly meaning: string }[] = [
  { channel: 'influencer', meaning: 'A link, code, page or UTM value of one of your influencers.' },
  {
    channel: 'cross_network',
    meaning: 'A paid campaign with “cross-network” in its UTM campaign.',
  },
  {
    channel: 'paid_shopping',
    meaning: 'Paid, from a shopping site, or with “shop” or “shopping” in the UTM campaign.',
  },
  { channel: 'display', meaning: 'UTM medium display, banner, expandable, interstitial or cpm.' },
  {
    channel: 'paid_search',
    meaning: 'Paid, from a search engine; or a click id of Google or Microsoft advertising.',
  },
  {
    channel: 'paid_social',
    meaning:
      'Paid, from a social network; or a click id of TikTok, X, LinkedIn, Snapchat or Reddit advertising.',
  },
  { channel: 'paid_video', meaning: 'Paid, from a video site such as YouTube.' },
  { channel: 'email', meaning: 'UTM source or medium e-mail, or a visit from a mail service.' },
  { channel: 'affiliates', meaning: 'UTM medium affiliate.' },
  { channel: 'sms', meaning: 'UTM source or medium sms.' },
  { channel: 'push', meaning: 'UTM medium push, mobile or notification.' },
  { channel: 'organic_shopping', meaning: 'A visit from a shopping site, unpaid.' },
  {
    channel: 'organic_social',
    meaning: 'A visit from a social network, or UTM medium social, unpaid.',
  },
  { channel: 'organic_video', meaning: 'A visit from a video site, unpaid.' },
  { channel: 'organic_search', meaning: 'A visit from a search engine, unpaid.' },
  { channel: 'referral', meaning: 'A visit from any other site.' },
  {
    channel: 'direct',
    meaning: 'No referrer, no UTM values, no click id: the address was typed or kept.',
  },
  { channel: 'unassigned', meaning: 'UTM values that say none of this, or no word at all.' },
];
