import { z } from 'zod';

const shop = z.object({ shopId: z.number().int() });
const collaboration = shop.extend({ collaborationId: z.uuid() });
const order = shop.extend({ orderId: z.string().regex(/^\d+$/) });

/**
 * Every job: its payload, the key that makes two waiting jobs one, and the queue whose jobs run one by one.
 * A handler of each lives in app/worker.
 */
export const JOBS = {
  /** Turns a shop's waiting inbox messages into facts. */
  'drain-inbox': {
    payload: shop,
    key: (p) => `drain-inbox:${p.shopId}`,
    queue: (p) => `inbox:${p.shopId}`,
  },
  /** Works out the credit of a shop's due orders. */
  'attribute-orders': {
    payload: shop,
    key: (p) => `attribute-orders:${p.shopId}`,
    queue: (p) => `attribution:${p.shopId}`,
  },
  /** Fetches one order from Shopify, where a webhook told too little. */
  'refetch-order': {
    payload: order,
    key: (p) => `refetch-order:${p.shopId}:${p.orderId}`,
    queue: (p) => `admin:${p.shopId}`,
  },
  /** Makes the Shopify objects of one collaboration what they should be. */
  'provision-collaboration': {
    payload: collaboration,
    key: (p) => `provision-collaboration:${p.shopId}:${p.collaborationId}`,
    queue: (p) => `admin:${p.shopId}`,
  },
  /** Looks whether what we made in Shopify is still there. */
  'check-collaborations': {
    payload: shop,
    key: (p) => `check-collaborations:${p.shopId}`,
    queue: (p) => `admin:${p.shopId}`,
  },
} as const satisfies Record<string, JobKind>;

type JobKind = {
  payload: z.ZodType<{ shopId: number }>;
  // biome-ignore lint/suspicious/noExplicitAny: each kind narrows the payload; `enqueue` checks it against the schema.
  key: (payload: any) => string;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  queue: (payload: any) => string | null;
};

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.output<(typeof JOBS)[Name]['payload']>;
