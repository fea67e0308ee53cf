import { linkClickFromUrl } from './utm.ts';

/** What the pixel told of one browser, as far as it may tie it to something. */
export type JoiningEvent = {
  /** The browser; null where the visitor allows no lasting id. */
  visitorId: string | null;
  occurredAt: Date;
  /** Path and query on the storefront. */
  url: string;
  checkoutToken: string | null;
  orderId: bigint | null;
};

export type JoinKind = 'click' | 'checkout' | 'order';

/** `key`: the click's id, the checkout's token, or the order's number. */
export type VisitorJoin = { visitorId: string; kind: JoinKind; key: string; joinedAt: Date };

/** What an event ties its browser to. Without a browser it ties nothing. */
export function joinsOf(event: JoiningEvent): VisitorJoin[] {
  const { visitorId, occurredAt: joinedAt } = event;
  if (visitorId === null) return [];
  const keys: [JoinKind, string | null][] = [
    ['click', linkClickFromUrl(event.url)],
    ['checkout', event.checkoutToken],
    ['order', event.orderId?.toString() ?? null],
  ];
  return keys.flatMap(([kind, key]) => (key === null ? [] : { visitorId, kind, key, joinedAt }));
}
