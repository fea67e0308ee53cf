/** How a browser was told to belong to an order. */
export type TieKind = 'checkout' | 'order' | 'cart';

/** What ties something to an order, the surest first. */
export const JOINS = ['checkout', 'order', 'cart', 'click', 'customer'] as const;
export type JoinedBy = (typeof JOINS)[number];

/** A browser of which somebody says that an order was placed in it. */
export type Tie = {
  readonly visitorId: string;
  readonly orderId: bigint;
  readonly by: TieKind;
};

export type TiedOrder = {
  readonly orderId: bigint;
  readonly customerId: bigint | null;
  readonly processedAt: Date;
  readonly checkoutToken: string | null;
};

/** One follow of a tracking link by a person. */
export type LinkClick = {
  readonly clickId: string;
  readonly slug: string;
  readonly occurredAt: Date;
  /** Where it was sent: path and query on the storefront. */
  readonly address: string;
  readonly referrerHost: string | null;
  /** Name of an advertising click id that stood on the link. */
  readonly adClick: string | null;
  /** The door's own cookie; null where it kept none. */
  readonly cookie: string | null;
};

/** One visit as the pixel told it, of a browser that may be known again. */
export type PixelVisit = {
  readonly eventId: string;
  readonly visitorId: string;
  readonly occurredAt: Date;
  readonly url: string;
  readonly referrer: string | null;
};

/** A browser's first visit whose address named a click. */
export type ClickTelling = {
  readonly clickId: string;
  readonly visitorId: string;
  readonly at: Date;
};

/** An order that names a click, in its cart or in its landing site. */
export type CarriedClick = { readonly orderId: bigint; readonly clickId: string };

/** All that is known around one order. The order itself is among `orders`. */
export type StitchEvidence = {
  readonly orders: readonly TiedOrder[];
  readonly ties: readonly Tie[];
  readonly carried: readonly CarriedClick[];
  readonly tellings: readonly ClickTelling[];
  readonly clicks: readonly LinkClick[];
  readonly visits: readonly PixelVisit[];
};

/** A visit lasts as long as there is no silence of half an hour. */
export const VISIT_MS = 30 * 60_000;

/** Visits, clicks and joins are forgotten after this many days: longer than the widest window and a month more. */
export const EVIDENCE_LIFE_DAYS = 400;
