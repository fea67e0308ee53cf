import { CHECKOUT_HOSTS, isOnList, normaliseHost } from './channel-hosts.ts';
import { type ReferrerKind, referrerKind } from './referrer-kind.ts';
import type { ClickId, ClickIdParam, Utm } from './utm.ts';

/** Influencers, and beside them the default channel groups of web analytics. */
export const CHANNELS = [
  'influencer',
  'direct',
  'paid_search',
  'paid_social',
  'paid_video',
  'display',
  'paid_shopping',
  'cross_network',
  'affiliates',
  'email',
  'sms',
  'push',
  'organic_search',
  'organic_social',
  'organic_video',
  'organic_shopping',
  'referral',
  'unassigned',
] as const;
export type Channel = (typeof CHANNELS)[number];

export const CHANNEL_LABEL: Readonly<Record<Channel, string>> = {
  influencer: 'Influencer',
  direct: 'Direct',
  paid_search: 'Paid search',
  paid_social: 'Paid social',
  paid_video: 'Paid video',
  display: 'Display',
  paid_shopping: 'Paid shopping',
  cross_network: 'Cross-network',
  affiliates: 'Affiliates',
  email: 'E-mail',
  sms: 'SMS',
  push: 'Push notification',
  organic_search: 'Organic search',
  organic_social: 'Organic social',
  organic_video: 'Organic video',
  organic_shopping: 'Organic shopping',
  referral: 'Referral',
  unassigned: 'Unassigned',
};

/** One visit as the classification sees it. `isInfluencer`: a known link, code or landing page of one. */
export type VisitSource = {
  readonly utm: Utm;
  readonly referrerHost: string | null;
  readonly clickId: ClickId | null;
  readonly isInfluencer: boolean;
  readonly ownHosts: readonly string[];
};

type Kind = ReferrerKind | null;

/** What an advertising click id means when nothing else says more. Those of Meta and Pinterest also mark unpaid clicks. */
const CLICK_CHANNEL: Readonly<Record<ClickIdParam, Channel>> = {
  gclid: 'paid_search',
  gbraid: 'paid_search',
  wbraid: 'paid_search',
  dclid: 'display',
  msclkid: 'paid_search',
  ttclid: 'paid_social',
  twclid: 'paid_social',
  li_fat_id: 'paid_social',
  sccid: 'paid_social',
  rdt_cid: 'paid_social',
  epik: 'organic_social',
  fbclid: 'organic_social',
};

const PAID_MEDIUM = /^(?:.*cp.*|ppc|retargeting|paid.*)$/;
const SHOPPING_CAMPAIGN = /(?:^|[^a-z])shop(?:ping)?(?:$|[^a-z])|shopping/;
const EMAIL_WORD = /^e[-_ ]?mail$/;
const NOTHING = /^(?:\(none\)|\(not set\)|none)$/;
const DISPLAY_MEDIUM = /^(?:display|banner|expandable|interstitial|cpm)$/;
const SOCIAL_MEDIUM = /^(?:social|social[- ]network|social[- ]media|sm|paid[-_ ]?social)$/;

/** Whether a visit only comes back from the shop's own pages, the checkout or a payment page: no touchpoint. */
export function isSelfReferral(referrerHost: string | null, ownHosts: readonly string[]): boolean {
  if (referrerHost === null) return false;
  const host = normaliseHost(referrerHost);
  return (
    isOnList(host, CHECKOUT_HOSTS) ||
    ownHosts
      .map(normaliseHost)
      .some((own) => own !== '' && (host === own || host.endsWith(`.${own}`)))
  );
}

/**
 * The channel of a visit; the first match wins. Influencers come first, then the default channel groups
 * in the order in which web analytics tries them, so that the narrower group (paid shopping, a campaign
 * across networks) beats the wider. UTM speaks before the referrer, a click id makes the visit paid, and
 * a self-referral counts as no referrer. A medium "influencer" that led to nobody we know stays unassigned.
 */
export function classifyChannel(visit: VisitSource): Channel {
  if (visit.isInfluencer) return 'influencer';
  const referrer =
    visit.referrerHost === null || isSelfReferral(visit.referrerHost, visit.ownHosts)
      ? ''
      : normaliseHost(visit.referrerHost);
  const tagged = visit.utm.source !== null || visit.utm.medium !== null;
  const medium = (visit.utm.medium ?? '').trim().toLowerCase();
  const source = normaliseHost(visit.utm.source ?? '') || referrer;
  const campaign = (visit.utm.campaign ?? '').toLowerCase();
  const kind = referrerKind(source);
  const clicked = visit.clickId === null ? null : CLICK_CHANNEL[visit.clickId.param];

  const isPaid = PAID_MEDIUM.test(medium) || (clicked !== null && clicked !== 'organic_social');
  if (isPaid || DISPLAY_MEDIUM.test(medium)) {
    return paidChannel(medium, kind, campaign, clicked);
  }
  if (tagged) {
    return taggedChannel(source, medium, kind, campaign) ?? clicked ?? 'unassigned';
  }
  if (kind !== null) return unpaidChannel(kind);
  if (clicked !== null) return clicked;
  return referrer === '' ? 'direct' : 'referral';
}

function paidChannel(
  medium: string,
  kind: Kind,
  campaign: string,
  clicked: Channel | null,
): Channel {
  if (campaign.includes('cross-network')) return 'cross_network';
  if (kind === 'shopping' || SHOPPING_CAMPAIGN.test(campaign)) return 'paid_shopping';
  if (DISPLAY_MEDIUM.test(medium)) return 'display';
  if (kind === 'search') return 'paid_search';
  if (kind === 'social') return 'paid_social';
  if (kind === 'video') return 'paid_video';
  if (clicked !== null) return clicked === 'organic_social' ? 'paid_social' : clicked;
  if (SOCIAL_MEDIUM.test(medium)) return 'paid_social';
  if (/video|^cpv$/.test(medium)) return 'paid_video';
  if (/shop/.test(medium)) return 'paid_shopping';
  if (/^(?:cpc|ppc|paid[-_ ]?search)$/.test(medium)) return 'paid_search';
  return 'unassigned';
}

function unpaidChannel(kind: ReferrerKind): Channel {
  return kind === 'email' ? 'email' : `organic_${kind}`;
}

function taggedChannel(
  source: string,
  medium: string,
  kind: Kind,
  campaign: string,
): Channel | null {
  if (/^\(?direct\)?$/.test(source) && (medium === '' || NOTHING.test(medium))) return 'direct';
  if (campaign.includes('cross-network')) return 'cross_network';
  if (EMAIL_WORD.test(source) || EMAIL_WORD.test(medium)) return 'email';
  if (/^affiliates?$/.test(medium)) return 'affiliates';
  if (source === 'sms' || medium === 'sms') return 'sms';
  if (/push$|notification|^mobile$/.test(medium) || source === 'firebase') return 'push';
  if (medium === 'influencer') return 'unassigned';
  if (kind === 'shopping' || SHOPPING_CAMPAIGN.test(campaign)) return 'organic_shopping';
  if (kind === 'social' || SOCIAL_MEDIUM.test(medium)) return 'organic_social';
  if (kind === 'video' || medium.includes('video')) return 'organic_video';
  if (kind === 'search' || medium === 'organic') return 'organic_search';
  if (kind === 'email') return 'email';
  return /^(?:referral|app|link)$/.test(medium) ? 'referral' : null;
}
