import {
  type DiscountOffer,
  discountOfferSchema,
  type OfferKind,
} from '#app/domain/collaboration.ts';
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

/** The offer as it lies in the database (amounts as text, instants as ISO text), or null when it cannot be read. */
export function offerFromJson(json: unknown): DiscountOffer | null {
  if (typeof json !== 'object' || json === null) return null;
  const { amountMinor, startsAt, endsAt, ...rest } = json as Record<string, unknown>;
  const amount = /^\d+$/.test(String(amountMinor))
    ? { amountMinor: BigInt(String(amountMinor)) }
    : {};
  const parsed = discountOfferSchema.safeParse({
    ...rest,
    ...amount,
    startsAt: new Date(String(startsAt)),
    endsAt: endsAt ? new Date(String(endsAt)) : null,
  });
  return parsed.success ? parsed.data : null;
}

export function shownOffer(offer: DiscountOffer, currency: string, timeZone: string): ShownOffer {
  const { order, product, shipping } = offer.combinesWith;
  const percentBp = offer.kind === 'percentage' ? BigInt(offer.percentBp) : null;
  return {
    kind: offer.kind,
    percent:
      percentBp === null
        ? null
        : formatPercent(
            { numerator: percentBp, denominator: 10_000n },
            percentBp % 100n === 0n ? 0 : percentBp % 10n === 0n ? 1 : 2,
          ),
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
