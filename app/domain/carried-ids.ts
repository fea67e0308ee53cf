import type { OrderTelling } from './order-telling.ts';
import { isUuid, linkClickFromUrl } from './utm.ts';

/** What the app embed wrote into an order's cart, and the click that its landing site names. */
export type CarriedIds = {
  /** The browser that filled the cart. */
  readonly visitorId: string | null;
  readonly cartClick: string | null;
  /** The stable id of a tracking link. */
  readonly cartLink: string | null;
  readonly landingClick: string | null;
};

/** Never throws: whoever fills a cart may write into it what he likes. */
export function carriedIds({
  attributes,
  landingSite,
}: Pick<OrderTelling, 'attributes' | 'landingSite'>): CarriedIds {
  const value = (name: string) =>
    attributes.find((attribute) => attribute.name === `_tributary_${name}`)?.value.trim() ?? '';
  const uuid = (text: string) => (isUuid(text) ? text : null);
  const link = value('link');
  return {
    visitorId: uuid(value('visitor')),
    cartClick: uuid(value('click')),
    cartLink: /^[\w-]{1,64}$/.test(link) ? link : null,
    landingClick: linkClickFromUrl(landingSite),
  };
}

/** The clicks among them, each once. */
export function carriedClicks({ cartClick, landingClick }: CarriedIds): string[] {
  return [...new Set([landingClick, cartClick].filter((id) => id !== null))];
}
