import type { OfferKind } from '#app/domain/collaboration.ts';
import type { DiscountOffer } from '#app/domain/discount-offer.ts';
import { formatPercent } from '#app/domain/roi.ts';
import {
  type ShownInstant,
  type ShownMoney,
  shownInstant,
  shownInstantOrNull,
  shownMoney,
} from './shown.ts';

/** What a code gives the buyer, ready to show. */
export type ShownOffer = {
  readonly kind: OfferKind;
  /** "15%" of a percentage offer. */
  readonly percent: string | null;
  readonly amount: ShownMoney | null;
  readonly startsAt: ShownInstant;
  readonly endsAt: ShownInstant | null;
  readonly usageLimit: number | null;
  readonly oncePerCustomer: boolean;
  readonly combinesWith: readonly ('order' | 'product' | 'shipping')[];
};

export function shownOffer(offer: DiscountOffer, currency: string, timeZone: string): ShownOffer {
  const { order, product, shipping } = offer.combinesWith;
  return {
    kind: offer.kind,
    percent: offer.kind === 'percentage' ? percentText(BigInt(offer.percentBp)) : null,
    amount: offer.kind === 'fixed_amount' ? shownMoney(offer.amountMinor, currency) : null,
    startsAt: shownInstant(offer.startsAt, timeZone),
    endsAt: shownInstantOrNull(offer.endsAt, timeZone),
    usageLimit: offer.usageLimit,
    oncePerCustomer: offer.oncePerCustomer,
    combinesWith: [
      ...(order ? (['order'] as const) : []),
      ...(product ? (['product'] as const) : []),
      ...(shipping ? (['shipping'] as const) : []),
    ],
  };
}

/** Basis points with no more decimals than they need: "15%", "12.5%". */
function percentText(basisPoints: bigint): string {
  const digits = basisPoints % 100n === 0n ? 0 : basisPoints % 10n === 0n ? 1 : 2;
  return formatPercent({ numerator: basisPoints, denominator: 10_000n }, digits);
}
