import {
  type DataTrust,
  type ReasonWeight,
  TRUST_REASONS,
  type TrustFacts,
  type TrustReason,
  type Verdict,
} from '#app/domain/data-trust.ts';
import { formatPercent } from '#app/domain/roi.ts';
import { agoText } from './shown.ts';

/** Whether the figures can be trusted, in words. */
export type ShownTrust = {
  readonly verdict: Verdict;
  readonly title: string;
  readonly reasons: readonly { readonly weight: ReasonWeight; readonly text: string }[];
};

const TITLE: Readonly<Record<Verdict, string>> = {
  nothing: 'There are no orders in this period yet, so there is nothing to judge',
  good: 'You can trust these figures',
  soon: 'You can trust these figures soon: something is still under way',
  thin: 'Sales are complete, but who brought them may be missing',
  wrong: 'Do not rely on these figures yet: something is missing',
};

export function shownTrust(
  { verdict, reasons }: DataTrust,
  facts: TrustFacts,
  now: Date,
): ShownTrust {
  return {
    verdict,
    title: TITLE[verdict],
    reasons: reasons.map((reason) => ({
      weight: TRUST_REASONS[reason],
      text: SENTENCE[reason](facts, now),
    })),
  };
}

const SENTENCE: Readonly<Record<TrustReason, (facts: TrustFacts, now: Date) => string>> = {
  parked: ({ parked }) =>
    `${several(parked, 'message')} of Shopify could not be read. See “Messages” and try again.`,
  backfill_failed: () =>
    'The orders of before the installation could not be fetched. Fetch them again.',
  comparison_failed: () => 'The last comparison with Shopify broke off. Compare again.',
  unrepaired: ({ comparison }) =>
    `${several(comparison?.unrepaired ?? 0, 'order')} differ from Shopify and could not be repaired.`,
  comparison_old: ({ comparison }, now) =>
    `The last comparison with Shopify ended ${ago(comparison?.endedAt, now)}. It should come every hour.`,
  pixel_off: () => 'The pixel is not on, so visits in the browser are not seen.',
  pixel_quiet: () => 'The pixel is on, but told nothing for a day while orders came.',
  embed_off: () => 'The app embed is off in your theme, so carts carry no trace of the visit.',
  few_journeys: (facts) => `Only ${known(facts)} of orders tell how the customer came.`,
  not_compared: () =>
    'Not yet compared with Shopify: it is done every hour, or now with “Compare now”.',
  backfill_running: () => 'Orders of before the installation are still being fetched.',
  in_work: ({ inWork }) =>
    `${several(inWork, 'order or message', 'orders and messages')} are being worked on right now.`,
  compared: ({ comparison }, now) =>
    `Every order that Shopify has is here: compared ${ago(comparison?.endedAt, now)}.`,
  journeys: (facts) => `For ${known(facts)} of orders we know how the customer came.`,
};

function known({ orders, withJourney }: TrustFacts): string {
  return formatPercent({ numerator: BigInt(withJourney), denominator: BigInt(orders) });
}

function ago(at: Date | null | undefined, now: Date): string {
  return at ? agoText(at, now) : 'long ago';
}

const COUNT = new Intl.NumberFormat('en');

function several(count: number, one: string, many = `${one}s`): string {
  return `${COUNT.format(count)} ${count === 1 ? one : many}`;
}
