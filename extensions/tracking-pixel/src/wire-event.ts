import { outsideReferrer, pageAddress } from './page-address.ts';
import type { CustomerEvent } from './sandbox.ts';
import { LONGEST_VALUE, MOST_CODES, type WireEvent, type WireEventType } from './wire.ts';

/** Shopify's customer events that the app wants, and what it calls them. */
export const WIRE_TYPES = {
  page_viewed: 'visit',
  product_viewed: 'product_viewed',
  product_added_to_cart: 'product_added_to_cart',
  checkout_started: 'checkout_started',
  checkout_completed: 'checkout_completed',
} as const satisfies Record<string, WireEventType>;

export type WantedName = keyof typeof WIRE_TYPES;

/** Names, e-mail, addresses and money that the event carries are left where they are. */
export function wireEvent(
  name: WantedName,
  event: CustomerEvent,
  ownHosts: readonly string[],
): WireEvent {
  const { location, referrer } = event.context.document;
  const { url, isCheckout } = pageAddress(location.href);
  const checkout = at(event.data, 'checkout');
  const carried = {
    productId: numberOf(
      at(event.data, 'productVariant', 'product', 'id') ??
        at(event.data, 'cartLine', 'merchandise', 'product', 'id'),
    ),
    checkoutToken: textOf(at(checkout, 'token')),
    orderId: numberOf(at(checkout, 'order', 'id')),
    codes: codesOf(at(checkout, 'discountApplications')),
  };
  return {
    id: event.id.slice(0, LONGEST_VALUE),
    type: WIRE_TYPES[name],
    at: event.timestamp,
    url,
    referrer: isCheckout ? null : outsideReferrer(referrer, ownHosts),
    ...(carried.productId === null ? {} : { productId: carried.productId }),
    ...(carried.checkoutToken === null ? {} : { checkoutToken: carried.checkoutToken }),
    ...(carried.orderId === null ? {} : { orderId: carried.orderId }),
    ...(carried.codes.length === 0 ? {} : { codes: carried.codes }),
  };
}

/** The value at the end of the path, undefined where the path ends early. */
function at(value: unknown, ...path: string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST_VALUE) : null;
}

/** Ids come bare ("4321") and as global ids ("gid://shopify/OrderIdentity/4321"). */
function numberOf(value: unknown): string | null {
  return /(\d+)$/.exec(textOf(value) ?? '')?.[1] ?? null;
}

/** A code's application carries the code as its title. */
function codesOf(applications: unknown): string[] {
  if (!Array.isArray(applications)) return [];
  return applications
    .filter((application) => at(application, 'type') === 'DISCOUNT_CODE')
    .flatMap((application) => textOf(at(application, 'title')) ?? [])
    .slice(0, MOST_CODES);
}
