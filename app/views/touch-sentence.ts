import type { RuledOutReason } from '#app/domain/journey.ts';
import type { Settings } from '#app/domain/settings.ts';

type Evidence = {
  readonly kind: string;
  readonly evidence: string;
  readonly code: string | null;
  readonly landingPath: string | null;
  readonly referrerHost: string | null;
  readonly utmSource: string | null;
  readonly utmMedium: string | null;
  readonly utmCampaign: string | null;
};

/** By what a touchpoint was recognised, in a sentence for a merchant. */
export function evidenceSentence(touch: Evidence): string {
  switch (touch.evidence) {
    case 'code':
      return `The code ${touch.code ?? ''} was used at the checkout.`;
    case 'link_id':
      return `The visit came over the tracking link${at(touch.landingPath)}.`;
    case 'landing_page':
      return `The visit began on the influencer’s own page${at(touch.landingPath)}.`;
    case 'utm':
      return `The visit carried UTM parameters: ${utmText(touch)}.`;
    case 'referrer':
      return `The visit came from ${touch.referrerHost ?? 'another site'}${at(touch.landingPath)}.`;
    default:
      return touch.kind === 'unknown'
        ? 'Shopify told nothing about where the customer came from.'
        : `The visit began directly in the shop${at(touch.landingPath)}.`;
  }
}

function at(path: string | null): string {
  return path ? ` (${path.slice(0, 200)})` : '';
}

function utmText({ utmSource, utmMedium, utmCampaign }: Evidence): string {
  const parts = [
    utmSource && `source ${utmSource}`,
    utmMedium && `medium ${utmMedium}`,
    utmCampaign && `campaign ${utmCampaign}`,
  ];
  return parts.filter(Boolean).join(', ') || 'without any we know';
}

/** Why a touchpoint has no part in the credit. */
export function ruledOutSentence(
  reason: RuledOutReason | 'not_counted',
  isInfluencer: boolean,
  { windows }: Pick<Settings, 'windows'>,
): string {
  const days = isInfluencer ? windows.influencerDays : windows.otherDays;
  switch (reason) {
    case 'after_order':
      return 'It happened after the order was placed.';
    case 'outside_window':
      return `It happened more than ${days} days before the order: outside the ${
        isInfluencer ? 'window for influencers' : 'window for other channels'
      }.`;
    case 'not_counted':
      return 'The order has not been worked out with it yet.';
  }
}
