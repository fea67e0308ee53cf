import type { OrderShares } from '#app/db/quality-store.server.ts';
import { type CsvColumn, toCsv } from '#app/domain/csv.ts';
import { formatPercent } from '#app/domain/roi.ts';

/** One line of a table of shares over the orders of a period. */
export type QualityShare = {
  readonly key: string;
  readonly label: string;
  readonly orders: number;
  /** "83%", "–" where there are no orders. */
  readonly share: string;
  readonly advice: string;
};

type Words = {
  readonly key: string;
  readonly label: string;
  readonly advice: string;
  /** In place of the advice where there is no such order. */
  readonly whenNone?: string;
};

const SHARES: readonly (Words & {
  readonly key: keyof Omit<OrderShares, 'orders' | 'bySource'>;
})[] = [
  {
    key: 'withJourney',
    label: 'We know how the customer came',
    advice: 'Orders without any trace are the rest. Pixel and app embed make them fewer.',
  },
  {
    key: 'declined',
    label: 'The customer declined to be followed',
    advice: 'Nothing to repair. Codes still count for these orders: ask influencers to say theirs.',
    whenNone: 'Nothing to do. It is counted while the app embed is on.',
  },
  {
    key: 'codeWithoutVisit',
    label: 'An influencer’s code, but no visit over her link',
    advice:
      'Normal for codes that are said. If it is nearly all of one code, see whether it was passed on.',
    whenNone: 'Nothing to do.',
  },
  {
    key: 'visitWithoutCode',
    label: 'A visit over an influencer’s link, but no code',
    advice: 'They count all the same. To have the code used, let the link apply it.',
    whenNone: 'Nothing to do.',
  },
];

const SOURCES: readonly Words[] = [
  {
    key: 'pixel',
    label: 'Pixel',
    advice: 'Visits in the browser, with consent.',
    whenNone: 'No visit before an order was seen: look at the pixel below.',
  },
  {
    key: 'link_click',
    label: 'Tracking links',
    advice: 'Clicks on the links that Tributary made.',
    whenNone: 'Nobody who bought came over a link: give influencers theirs.',
  },
  {
    key: 'shopify_journey',
    label: 'Shopify’s customer journey',
    advice: 'Shopify tells it some hours after the order.',
    whenNone: 'Shopify has told none yet.',
  },
  {
    key: 'landing_site',
    label: 'The order’s landing page',
    advice: 'Shopify keeps it with the order, also where the pixel is blocked.',
    whenNone: 'Shopify told none.',
  },
  {
    key: 'cart',
    label: 'The cart (app embed)',
    advice: 'The link that led here, also where the pixel is blocked.',
    whenNone: 'No cart carried a link: look at the app embed below.',
  },
  {
    key: 'code',
    label: 'Discount codes',
    advice: 'Codes of your influencers at the checkout.',
    whenNone: 'No influencer’s code was used.',
  },
  {
    key: 'survey',
    label: 'Your own question',
    advice: 'Answers to “How did you hear about us?” that name an influencer.',
    whenNone:
      'Where your checkout asks how customers heard of you, Settings says which answer to read.',
  },
];

function share(words: Words, orders: number, of: number): QualityShare {
  const ratio = of > 0 ? { numerator: BigInt(orders), denominator: BigInt(of) } : null;
  // Of very many, a few are not none.
  const digits = orders > 0 && orders * 100 < of ? 1 : 0;
  const { key, label, advice, whenNone = advice } = words;
  return {
    key,
    label,
    orders,
    share: formatPercent(ratio, digits),
    advice: orders > 0 ? advice : whenNone,
  };
}

export function qualityShares(counted: OrderShares): QualityShare[] {
  return SHARES.map((words) => share(words, counted[words.key], counted.orders));
}

export function sourceShares({ bySource, orders }: OrderShares): QualityShare[] {
  return SOURCES.map((words) => share(words, bySource[words.key] ?? 0, orders));
}

/** Both tables as one file. */
export function qualityCsv(counted: OrderShares): string {
  const columns: CsvColumn<QualityShare>[] = [
    { header: 'What', value: ({ label }) => label },
    { header: 'Orders', value: ({ orders }) => orders },
    { header: 'Of all orders', value: ({ share: text }) => text },
    { header: 'What to do', value: ({ advice }) => advice },
  ];
  const all = { key: 'orders', label: 'All orders', orders: counted.orders, share: '', advice: '' };
  return toCsv([all, ...qualityShares(counted), ...sourceShares(counted)], columns);
}
