type Evidence = {
  readonly kind: string;
  readonly evidence: string;
  readonly code: string | null;
  readonly landingPath: string | null;
  readonly referrerHost: string | null;
  readonly utmSource: string | null;
  readonly utmMedium: string | null;
  readonly utmCampaign: string | null;
  readonly sources: readonly string[];
};

/** What a touchpoint is, in a word or two. */
export const TOUCH_LABEL: Readonly<Record<string, string>> = {
  link_click: 'Link click',
  landing: 'Visit',
  code: 'Code',
  survey: 'Answer',
  unknown: 'Unknown',
};

/** By what a touchpoint was recognised, in a sentence for a merchant. */
export function evidenceSentence(touch: Evidence): string {
  switch (touch.evidence) {
    case 'code':
      return `The code ${touch.code ?? ''} was used at the checkout.`;
    case 'survey':
      return 'The customer named the influencer when the shop asked.';
    case 'link_id':
      return linkSentence(touch);
    case 'landing_page':
      return `The visit began on the influencer’s own page${at(touch.landingPath)}.`;
    case 'utm':
      return `The visit carried UTM parameters: ${utmText(touch)}.`;
    case 'click_id':
      return `The visit carried the click id of an advertisement${at(touch.landingPath)}.`;
    case 'referrer':
      return `The visit came from ${touch.referrerHost ?? 'another site'}${at(touch.landingPath)}.`;
    default:
      return touch.kind === 'unknown'
        ? 'Nobody told where the customer came from.'
        : `The visit began directly in the shop${at(touch.landingPath)}.`;
  }
}

function linkSentence({ kind, sources, landingPath }: Evidence): string {
  if (kind === 'link_click') return `The tracking link was followed${at(landingPath)}.`;
  return sources.every((source) => source === 'cart') && sources.length > 0
    ? 'The cart named the tracking link by which the customer had come.'
    : `The visit came over the tracking link${at(landingPath)}.`;
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

const SOURCE_LABEL: Readonly<Record<string, string>> = {
  link_click: 'the tracking link',
  pixel: 'the pixel',
  shopify_journey: 'Shopify’s customer journey',
  landing_site: 'the order’s landing page',
  cart: 'the cart',
};

/** Who saw a visit, as a sentence; null for what is no visit, or was made before sources were noted. */
export function seenSentence(sources: readonly string[]): string | null {
  const labels = sources.flatMap((source) => SOURCE_LABEL[source] ?? []);
  const last = labels.at(-1);
  if (!last) return null;
  const before = labels.slice(0, -1).join(', ');
  return before === '' ? `Seen by ${last}.` : `Seen by ${before} and ${last}.`;
}

/** What ties a visit to the order, as a sentence. `otherOrder`: the name of the order that made another device known. */
export function tieSentence(
  touch: { readonly joinedBy: string | null; readonly sources: readonly string[] },
  otherOrder: string | null,
): string | null {
  switch (touch.joinedBy) {
    case 'checkout':
      return 'The same browser: it went through this checkout.';
    case 'order':
      return 'The same browser: the pixel saw this order placed in it.';
    case 'cart':
      return touch.sources.includes('cart')
        ? 'The cart of this order carried it.'
        : 'The same browser: it filled the cart of this order.';
    case 'click':
      return 'The same browser: known by the tracking links that were followed in it.';
    case 'customer':
      return otherOrder === null
        ? 'Another device of the same customer.'
        : `Another device of the same customer: tied by order ${otherOrder}.`;
    default:
      return touch.sources.some((source) => source in SOURCE_LABEL)
        ? 'The order itself tells it.'
        : null;
  }
}
