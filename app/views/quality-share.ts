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

type Words = { readonly key: string; readonly label: string; readonly advice: string };

const SHARES: readonly (Words & { readonly key: keyof Omit<OrderShares, 'orders'> })[] = [
  {
    key: 'withJourney',
    label: 'We know how the customer came',
    advice: 'The rest came without a trace. Turn on pixel and app embed to know more of them.',
  },
  {
    key: 'declined',
    label: 'The customer declined to be followed',
    advice: 'Nothing to repair. Codes still count for these orders; ask influencers to say theirs.',
  },
  {
    key: 'codeWithoutVisit',
    label: 'An influencer’s code, but no visit over her link',
    advice:
      'Normal for spoken codes. If it is nearly all of one code, look whether it was passed on.',
  },
  {
    key: 'visitWithoutCode',
    label: 'A visit over an influencer’s link, but no code',
    advice: 'Counted all the same. To have the code used, let the link apply it.',
  },
];

const SOURCES: readonly Words[] = [
  {
    key: 'pixel',
    label: 'Pixel',
    advice: 'Sees visits in the browser, with consent. None? Repair the pixel below.',
  },
  {
    key: 'link_click',
    label: 'Tracking links',
    advice: 'Every click on a link that Tributary made. None? Give influencers their links.',
  },
  {
    key: 'shopify_journey',
    label: 'Shopify’s customer journey',
    advice: 'Shopify tells it up to some hours after the order. Nothing to do.',
  },
  {
    key: 'landing_site',
    label: 'The order’s landing page',
    advice: 'Shopify stores it with the order, also where the pixel is blocked. Nothing to do.',
  },
  {
    key: 'cart',
    label: 'The cart (app embed)',
    advice: 'Survives where the pixel is blocked. None? Turn on the app embed below.',
  },
  { key: 'code', label: 'Discount codes', advice: 'Codes of your influencers at the checkout.' },
  {
    key: 'survey',
    label: 'Your own question',
    advice: 'The answer to “How did you hear about us?”, where your checkout asks for it.',
  },
];

function share(words: Words, orders: number, of: number): QualityShare {
  const ratio = of > 0 ? { numerator: BigInt(orders), denominator: BigInt(of) } : null;
  // Of very many, a few are not none.
  const digits = orders > 0 && orders * 100 < of ? 1 : 0;
  const { key, label, advice } = words;
  return { key, label, orders, share: formatPercent(ratio, digits), advice };
}

export function qualityShares(counted: OrderShares): QualityShare[] {
  return SHARES.map((words) => share(words, counted[words.key], counted.orders));
}

export function sourceShares(bySource: ReadonlyMap<string, number>, of: number): QualityShare[] {
  return SOURCES.map((words) => share(words, bySource.get(words.key) ?? 0, of));
}

/** Both tables as one file. */
export function qualityCsv(counted: OrderShares, bySource: ReadonlyMap<string, number>): string {
  const columns: CsvColumn<QualityShare>[] = [
    { header: 'What', value: ({ label }) => label },
    { header: 'Orders', value: ({ orders }) => orders },
    { header: 'Of all orders', value: ({ share: text }) => text },
    { header: 'What to do', value: ({ advice }) => advice },
  ];
  const all = { key: 'orders', label: 'All orders', orders: counted.orders, share: '', advice: '' };
  return toCsv(
    [all, ...qualityShares(counted), ...sourceShares(bySource, counted.orders)],
    columns,
  );
}
