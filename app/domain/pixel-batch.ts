import { z } from 'zod';
import {
  LONGEST_REFERRER,
  LONGEST_URL,
  referrerAddress,
  storefrontAddress,
} from './storefront-address.ts';
import { rightedInstant } from './visitor-clock.ts';

/** Of the whole body in bytes: what browsers let a page send while it is being left. */
export const MOST_BYTES = 64_000;
export const MOST_EVENTS = 50;
export const MOST_CODES = 10;
export const LONGEST_VALUE = 255;
/** Shopify's ids of customer events are uuids. */
const LONGEST_ID = 100;
const GREATEST_NUMBER = 2n ** 63n - 1n;

/** One event as it is stored. */
export type PixelEvent = {
  eventId: string;
  type: PixelEventType;
  occurredAt: Date;
  receivedAt: Date;
  visitorId: string | null;
  url: string;
  referrer: string | null;
  productId: string | null;
  checkoutToken: string | null;
  orderId: string | null;
  codes: readonly string[];
};

const PIXEL_EVENT_TYPES = [
  'visit',
  'product_viewed',
  'product_added_to_cart',
  'checkout_started',
  'checkout_completed',
] as const;
type PixelEventType = (typeof PIXEL_EVENT_TYPES)[number];

/** Whether an event may tie its browser to a click, a checkout or an order. */
export function mayJoin({ type }: Pick<PixelEvent, 'type'>): boolean {
  return type === 'visit' || type === 'checkout_started' || type === 'checkout_completed';
}

/** Why a batch or one of its events was not taken. `at`: the field, '' for all of it. */
export type PixelRefusal = { at: string; reason: string };

export type PixelBatch = {
  /** The shop's myshopify domain, in lower case. */
  shop: string;
  visitorId: string | null;
  events: PixelEvent[];
  /** Those that were not taken, by their place in the batch. */
  refused: (PixelRefusal & { event: number })[];
};

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const number = z
  .string()
  .refine(
    (text) => /^\d{1,19}$/.test(text) && BigInt(text) <= GREATEST_NUMBER,
    'must be the digits of an id',
  );
const visible = (longest: number) =>
  z
    .string()
    .regex(
      new RegExp(`^[\\x21-\\x7e]{1,${longest}}$`),
      `must be 1 to ${longest} visible ASCII characters`,
    );
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what PostgreSQL or a reader cannot take.
const UNREADABLE = /[\u0000-\u001f\u007f]/;

const batchSchema = z.object({
  v: z.literal(1),
  shop: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9-]{0,99}\.myshopify\.(com|io)$/, 'must be a myshopify domain'),
  visitor: z
    .string()
    .regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/, 'must be a lower-case uuid or null')
    .nullable(),
  sentAt: instant,
  events: z.array(z.unknown()).min(1).max(MOST_EVENTS),
});

const eventSchema = z.object({
  id: visible(LONGEST_ID),
  type: z.enum(PIXEL_EVENT_TYPES),
  at: instant,
  url: z.string().max(LONGEST_URL),
  referrer: z.string().max(LONGEST_REFERRER).nullable(),
  productId: number.optional(),
  checkoutToken: visible(LONGEST_VALUE).optional(),
  orderId: number.optional(),
  codes: z
    .array(
      z
        .string()
        .min(1)
        .max(LONGEST_VALUE)
        .refine((code) => code.isWellFormed() && !UNREADABLE.test(code), 'cannot be read'),
    )
    .max(MOST_CODES)
    .default([]),
});

/**
 * What the pixel posted, which anybody may have written: only what is of the agreed form is taken, addresses are
 * cleaned once more, and clocks put right. A bad event leaves the others alone: a browser that is told of it cannot
 * mend it. A refusal of the whole batch when its envelope is not right.
 */
export function readPixelBatch(given: unknown, receivedAt: Date): PixelBatch | PixelRefusal {
  const parsed = batchSchema.safeParse(given);
  if (!parsed.success) return refusalFrom(parsed.error);
  const { shop, visitor: visitorId, sentAt, events } = parsed.data;
  const batch: PixelBatch = { shop, visitorId, events: [], refused: [] };
  for (const [place, one] of events.entries()) {
    const read = readEvent(one, { visitorId, sentAt, receivedAt });
    if ('reason' in read) batch.refused.push({ event: place, ...read });
    else batch.events.push(read);
  }
  return batch;
}

type Circumstances = { visitorId: string | null; sentAt: Date; receivedAt: Date };

function readEvent(given: unknown, circumstances: Circumstances): PixelEvent | PixelRefusal {
  const parsed = eventSchema.safeParse(given);
  if (!parsed.success) return refusalFrom(parsed.error);
  const { id, type, at, codes, ...told } = parsed.data;
  const { visitorId, sentAt, receivedAt } = circumstances;
  const url = storefrontAddress(told.url);
  if (url === null) return { at: 'url', reason: 'must be a path on the storefront' };
  const referrer = told.referrer === null ? null : referrerAddress(told.referrer);
  if (referrer === null && told.referrer !== null)
    return { at: 'referrer', reason: 'must be the address of a page or an app, or null' };
  const occurredAt = rightedInstant({ at, sentAt, receivedAt });
  if (!occurredAt) return { at: 'at', reason: 'happened more than seven days before it was sent' };
  return {
    eventId: id,
    type,
    occurredAt,
    receivedAt,
    visitorId,
    url,
    referrer,
    productId: told.productId ?? null,
    checkoutToken: told.checkoutToken ?? null,
    orderId: told.orderId ?? null,
    codes,
  };
}

function refusalFrom({ issues }: z.ZodError): PixelRefusal {
  const [first] = issues;
  return { at: first?.path.join('.') ?? '', reason: first?.message ?? 'is not of the agreed form' };
}
