import { z } from 'zod';
import { CANCEL_REASONS } from '../orders/cancel-order.ts';

const id = z
  .union([z.string().regex(/^\d+$/, 'a numeric id'), z.number().int()])
  .transform((value) => BigInt(value));
const count = z.coerce.number().int();
const minor = z.coerce.number().int().min(0);
/** ISO 8601 or epoch milliseconds. */
const instant = z.union([
  z.number(),
  z.iso.datetime({ offset: true }).transform((value) => Date.parse(value)),
]);
/** JSON booleans, and what forms send. */
const flag = z.union([
  z.boolean(),
  z.stringbool({ truthy: ['true', 'on', '1', 'yes'], falsy: ['false', 'off', '0', 'no', ''] }),
]);
const pairs = z.array(z.object({ name: z.string(), value: z.string() }));
const restock = z.enum(['no_restock', 'return', 'cancel']);
const address = z.object({
  firstName: z.string(),
  lastName: z.string(),
  address1: z.string(),
  city: z.string(),
  zip: z.string(),
  countryCode: z.string().length(2),
  phone: z.string().nullable().default(null),
});

export const shopRequest = z.strictObject({
  handle: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens'),
  name: z.string().optional(),
  email: z.email().optional(),
  currency: z.string().length(3).optional(),
  timeZone: z.string().optional(),
  taxesIncluded: flag.optional(),
  taxRateBp: minor.optional(),
  shippingMinor: minor.optional(),
  plan: z.enum(['standard', 'advanced', 'plus']).optional(),
  /** Presentment currency → units per shop unit. */
  rates: z.record(z.string().length(3), z.string().regex(/^\d+(\.\d+)?$/)).optional(),
  stock: flag.default(true),
  install: flag.default(false),
});

export const orderRequest = z.strictObject({
  lines: z
    .array(
      z.object({
        variantId: id,
        quantity: count.default(1),
        priceMinor: minor.optional(),
        properties: pairs.optional(),
      }),
    )
    .min(1),
  codes: z.array(z.string()).optional(),
  email: z.string().nullable().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  phone: z.string().nullable().optional(),
  acceptsMarketing: flag.optional(),
  hasAccount: flag.optional(),
  address: address.nullable().optional(),
  at: instant.optional(),
  currency: z.string().length(3).optional(),
  landingSite: z.string().nullable().optional(),
  referringSite: z.string().nullable().optional(),
  visits: z
    .array(
      z.object({
        landingPage: z.string(),
        referrerUrl: z.string().nullable().default(null),
        occurredAt: instant,
        utm: z
          .record(
            z.enum(['source', 'medium', 'campaign', 'content', 'term']),
            z.string().optional(),
          )
          .default({
            source: undefined,
            medium: undefined,
            campaign: undefined,
            content: undefined,
            term: undefined,
          })
          .transform(
            (utm) =>
              Object.fromEntries(
                Object.entries(utm).filter(([, value]) => value !== undefined),
              ) as {
                source?: string;
                medium?: string;
                campaign?: string;
                content?: string;
                term?: string;
              },
          ),
      }),
    )
    .optional(),
  journeyDelayMs: minor.optional(),
  attributes: pairs.optional(),
  note: z.string().nullable().optional(),
  sourceName: z.string().optional(),
  browserIp: z.string().nullable().optional(),
  userAgent: z.string().nullable().optional(),
  cartToken: z.string().nullable().optional(),
  checkoutToken: z.string().nullable().optional(),
  tipMinor: minor.optional(),
  test: flag.optional(),
  paid: flag.optional(),
});

const lineId = id;

export const refundRequest = z.object({
  full: flag.optional(),
  lines: z.array(z.object({ lineId, quantity: count, restock: restock.optional() })).optional(),
  shipping: z.union([z.literal('full'), minor]).optional(),
  tip: flag.optional(),
  amountMinor: minor.optional(),
  restock: restock.optional(),
  note: z.string().nullable().optional(),
  at: instant.optional(),
});

export const editRequest = z.object({
  add: z.array(z.object({ variantId: id, quantity: count })).optional(),
  setQuantity: z.array(z.object({ lineId, quantity: count })).optional(),
  restock: restock.optional(),
  note: z.string().nullable().optional(),
  at: instant.optional(),
  /** One change, as a form can send it. */
  lineId: id.optional(),
  quantity: count.optional(),
});

export const cancelRequest = z.object({
  reason: z.enum(CANCEL_REASONS).optional(),
  refund: flag.optional(),
  restock: flag.optional(),
  note: z.string().nullable().optional(),
  at: instant.optional(),
});

export const payRequest = z.object({ at: instant.optional() });

export const misbehaveRequest = z.strictObject({
  shop: z.string(),
  delayMs: minor.optional(),
  duplicate: minor.optional(),
  reorder: minor.optional(),
  drop: minor.optional(),
  throttle: minor.optional(),
  /** Admin API outage from now, in milliseconds. */
  outageMs: minor.optional(),
  breakAfterMutation: minor.optional(),
});

export const clockRequest = z.strictObject({
  now: instant.optional(),
  advanceMs: z.number().int().optional(),
  speed: z.number().positive().optional(),
});

export const scopesRequest = z.strictObject({ scopes: z.array(z.string()) });
export const bodiesRequest = z.strictObject({ style: z.enum(['current', 'legacy', 'redacted']) });
export const complianceRequest = z.strictObject({
  shop: z.string(),
  email: z.string().optional(),
});
