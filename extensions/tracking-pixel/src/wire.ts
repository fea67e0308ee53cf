/**
 * What the pixel posts to the app's collect door: this object as JSON, sent as text/plain so that the
 * browser asks no leave first. The door must believe none of it; it is written by whoever likes to.
 */
export type Batch = {
  v: 1;
  /** glowy.myshopify.com */
  shop: string;
  /** The `_trb_v` cookie, a lower-case uuid; null where the visitor allows no lasting id. */
  visitor: string | null;
  /** ISO 8601, by the visitor's clock, as `at` is. */
  sentAt: string;
  events: WireEvent[];
};

export type WireEventType =
  | 'visit'
  | 'product_viewed'
  | 'product_added_to_cart'
  | 'checkout_started'
  | 'checkout_completed';

export type WireEvent = {
  /** Shopify's id of the customer event: a batch that arrives twice carries the same ids. */
  id: string;
  type: WireEventType;
  at: string;
  /** Path and query of the page; of the query only campaign parameters, click ids, and the discount. */
  url: string;
  /** Origin and path of another site that led here; null for the shop itself and for nothing. */
  referrer: string | null;
  /** The number of Shopify's product id. */
  productId?: string;
  checkoutToken?: string;
  /** The number of Shopify's order id. */
  orderId?: string;
  codes?: string[];
};

export const MOST_EVENTS = 50;
/** Of the whole body in UTF-8. Also what browsers let a page send while it is being left. */
export const MOST_BYTES = 64_000;
export const LONGEST_URL = 2_048;
export const LONGEST_REFERRER = 1_024;
export const MOST_CODES = 10;
/** Of a query value and of a discount code, in characters. */
export const LONGEST_VALUE = 255;
