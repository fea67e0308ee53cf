import { AppError } from './app-error.ts';
import { type DiscountOffer, discountOfferSchema } from './discount-offer.ts';

/** The offer as the column `collaboration.offer` keeps it: amounts as digits, instants as ISO text. */
export function offerToColumn(offer: DiscountOffer) {
  const { kind, startsAt, endsAt, usageLimit, oncePerCustomer, combinesWith } = offer;
  const terms = {
    kind,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    usageLimit,
    oncePerCustomer,
    combinesWith: { ...combinesWith },
  };
  if (offer.kind === 'percentage') return { ...terms, percentBp: offer.percentBp };
  if (offer.kind === 'fixed_amount') return { ...terms, amountMinor: offer.amountMinor.toString() };
  return terms;
}

/** @throws AppError invariant_broken when the column does not hold an offer */
export function offerFromColumn(column: unknown): DiscountOffer {
  const stored = Object(column) as Record<string, unknown>;
  const parsed = discountOfferSchema.safeParse({
    ...stored,
    startsAt: new Date(String(stored.startsAt)),
    endsAt: stored.endsAt === null ? null : new Date(String(stored.endsAt)),
    ...(typeof stored.amountMinor === 'string' ? { amountMinor: BigInt(stored.amountMinor) } : {}),
  });
  if (parsed.success) return parsed.data;
  throw new AppError('invariant_broken', 'A stored offer cannot be read.', { cause: parsed.error });
}
