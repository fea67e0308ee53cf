import { OFFER_KIND_LABEL } from '#app/domain/collaboration.ts';
import type { ShownOffer } from '#app/views/offer-shown.ts';
import { formatAmount, formatCount } from './amount.tsx';
import { FactsList } from './facts-list.tsx';

const CLASS = { order: 'order', product: 'product', shipping: 'shipping' } as const;

/** What a code gives, and under which conditions. */
export function OfferSummary({ offer }: { offer: ShownOffer }) {
  const gives =
    offer.kind === 'percentage'
      ? `${offer.percent} off`
      : offer.amount
        ? `${formatAmount(offer.amount)} off`
        : OFFER_KIND_LABEL[offer.kind];
  const combined = offer.combinesWith.map((one) => CLASS[one]).join(', ');
  return (
    <FactsList
      facts={[
        { term: 'Gives', description: gives },
        {
          term: 'Runs',
          description: offer.endsAt
            ? `${offer.startsAt.text} – ${offer.endsAt.text}`
            : `from ${offer.startsAt.text}`,
        },
        {
          term: 'Limits',
          description:
            [
              offer.usageLimit === null ? '' : `${formatCount(offer.usageLimit)} uses`,
              offer.oncePerCustomer ? 'once per customer' : '',
            ]
              .filter(Boolean)
              .join(', ') || 'None',
        },
        {
          term: 'Combines with',
          description: combined ? `${combined} discounts` : 'No other discount',
        },
      ]}
    />
  );
}
