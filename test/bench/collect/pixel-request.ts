import type { Batch, WireEvent } from '#extensions/tracking-pixel/src/wire.ts';

/** What a series of batches shares. */
export type BatchPlan = {
  shops: string[];
  /** Batches of different series have different events. */
  series: number;
  count: number;
  /** ISO 8601: when all of them say that they were sent. */
  sentAt: string;
};

/** What a visit tells that ends at the checkout: so many events in one batch. */
const VISIT: readonly Pick<WireEvent, 'type' | 'url'>[] = [
  {
    type: 'visit',
    url: '/products/clay-reset-wash?utm_source=jane-doe&utm_medium=influencer&utm_campaign=spring-glow&trb=jane-doe-spring&trc=01937a5e-0000-7000-8000-000000000001',
  },
  { type: 'product_viewed', url: '/products/clay-reset-wash' },
  { type: 'product_viewed', url: '/products/dew-serum' },
  { type: 'product_added_to_cart', url: '/products/dew-serum' },
  { type: 'checkout_started', url: '/checkouts' },
];

export const EVENTS_EACH = VISIT.length;

const PATH = '/collect';
const BROWSER =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 380.0.0.28.104';

/** Batch `index` of a series: another browser at another address each, and events that are in no other. */
export function pixelRequest(plan: BatchPlan, index: number): { bytes: Buffer } {
  const { series, sentAt } = plan;
  const batch: Batch = {
    v: 1,
    shop: plan.shops[index % plan.shops.length] ?? '',
    visitor: `${hex(series, 8)}-0000-4000-8000-${hex(index, 12)}`,
    sentAt,
    events: VISIT.map(({ type, url }, place) => ({
      id: eventIdOf(series, index, place),
      type,
      at: sentAt,
      url,
      referrer: type === 'visit' ? 'https://l.instagram.com/' : null,
      ...(type.startsWith('product') ? { productId: '8123456789012' } : {}),
      ...(type.startsWith('checkout') ? { checkoutToken: hex(index, 32) } : {}),
    })),
  };
  const body = Buffer.from(JSON.stringify(batch));
  const head =
    `POST ${PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n` +
    `Content-Length: ${body.length}\r\nUser-Agent: ${BROWSER}\r\nAccept: */*\r\nOrigin: null\r\n` +
    `X-Forwarded-For: 10.${[16, 8, 0].map((bits) => (index >> bits) & 255).join('.')}\r\n\r\n`;
  return { bytes: Buffer.concat([Buffer.from(head, 'latin1'), body]) };
}

/** The ids of a batch's events. */
export function eventIdsOf(series: number, index: number): string[] {
  return VISIT.map((_, place) => eventIdOf(series, index, place));
}

function eventIdOf(series: number, index: number, place: number): string {
  return `sh-${hex(series, 8)}-0000-4000-8000-${hex(index, 12)}-${place}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
