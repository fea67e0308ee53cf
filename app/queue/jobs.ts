import { z } from 'zod';
import { type JobKind, job } from './job.ts';

const house = z.object({});
const shop = z.object({ shopId: z.number().int() });
const collaboration = shop.extend({ collaborationId: z.uuid() });
const letter = shop.extend({ letterId: z.uuid() });
const order = shop.extend({ orderId: z.string().regex(/^\d+$/) });

/**
 * Every job: its payload, the key that makes two waiting jobs one, and the queue whose jobs run one by one.
 * A handler of each lives in app/worker.
 */
export const JOBS = {
  /** Turns a shop's waiting inbox messages into facts. */
  'drain-inbox': job(shop, {
    key: ({ shopId }) => `drain-inbox:${shopId}`,
    queue: ({ shopId }) => `inbox:${shopId}`,
  }),
  /** Works out the credit of a shop's due orders. */
  'attribute-orders': job(shop, {
    key: ({ shopId }) => `attribute-orders:${shopId}`,
    queue: ({ shopId }) => `attribution:${shopId}`,
  }),
  /** Takes the new generation of a shop's credit one step further. */
  'replay-attribution': job(shop, {
    key: ({ shopId }) => `replay-attribution:${shopId}`,
    queue: ({ shopId }) => `attribution:${shopId}`,
  }),
  /** Learns from a shop's journeys what the data-driven models go by. */
  'fit-models': job(shop, {
    key: ({ shopId }) => `fit-models:${shopId}`,
    queue: ({ shopId }) => `fit:${shopId}`,
  }),
  /** Asks for a fit of every installed shop. */
  'fit-all-models': job(house, { key: () => 'fit-all-models', queue: () => null }),
  /** Fetches one order from Shopify, where a webhook told too little. */
  'refetch-order': job(order, {
    key: ({ shopId, orderId }) => `refetch-order:${shopId}:${orderId}`,
    queue: ({ shopId }) => `admin:${shopId}`,
  }),
  /** Makes the Shopify objects of one collaboration what they should be. */
  'provision-collaboration': job(collaboration, {
    key: ({ shopId, collaborationId }) => `provision-collaboration:${shopId}:${collaborationId}`,
    queue: ({ shopId }) => `admin:${shopId}`,
  }),
  /** Looks whether what we made in Shopify is still there. */
  'check-collaborations': job(shop, {
    key: ({ shopId }) => `check-collaborations:${shopId}`,
    queue: ({ shopId }) => `admin:${shopId}`,
  }),
  /** Looks whether the app's embed is on in the shop's theme. */
  'check-storefront': job(shop, {
    key: ({ shopId }) => `check-storefront:${shopId}`,
    queue: ({ shopId }) => `storefront:${shopId}`,
  }),
  /** Looks whether followers of a shop's links find a page. */
  'check-links': job(shop, {
    key: ({ shopId }) => `check-links:${shopId}`,
    queue: ({ shopId }) => `storefront:${shopId}`,
  }),
  /** Hands a letter to the mail server. */
  'send-letter': job(letter, {
    key: ({ shopId, letterId }) => `send-letter:${shopId}:${letterId}`,
    queue: ({ shopId }) => `letters:${shopId}`,
  }),
  /** Asks for a check of every installed shop. */
  'check-all-collaborations': job(house, {
    key: () => 'check-all-collaborations',
    queue: () => null,
  }),
  /** Takes the orders of before the installation one step further. */
  'backfill-orders': job(shop, {
    key: ({ shopId }) => `backfill-orders:${shopId}`,
    queue: ({ shopId }) => `backfill:${shopId}`,
  }),
  /** Compares what Shopify has with what we have, and repairs it. */
  'reconcile-orders': job(shop, {
    key: ({ shopId }) => `reconcile-orders:${shopId}`,
    queue: ({ shopId }) => `backfill:${shopId}`,
  }),
  /** Asks for a reconciliation of every installed shop. */
  'reconcile-all-orders': job(house, { key: () => 'reconcile-all-orders', queue: () => null }),
  /** Makes touchpoints anew from their orders' facts, since a rule or an owner changed. */
  'rebuild-touches': job(shop, {
    key: ({ shopId }) => `rebuild-touches:${shopId}`,
    queue: ({ shopId }) => `rebuild:${shopId}`,
  }),
  /** Sees to it that the app's pixel is on in a shop. */
  'ensure-pixel': job(shop, {
    key: ({ shopId }) => `ensure-pixel:${shopId}`,
    queue: ({ shopId }) => `admin:${shopId}`,
  }),
  /** Reads what the pixel told of a shop's visitors. */
  'gather-evidence': job(shop, {
    key: ({ shopId }) => `gather-evidence:${shopId}`,
    queue: ({ shopId }) => `evidence:${shopId}`,
  }),
  /** Asks Shopify for the customer journeys of a shop's orders. */
  'read-journeys': job(shop, {
    key: ({ shopId }) => `read-journeys:${shopId}`,
    queue: ({ shopId }) => `journeys:${shopId}`,
  }),
  /** Lets go of webhook bodies that are no longer needed. */
  'forget-old-bodies': job(house, { key: () => 'forget-old-bodies', queue: () => null }),
  /** Lets go of what visitors did long ago. */
  'forget-old-events': job(house, { key: () => 'forget-old-events', queue: () => null }),
  /** Starts the work of shops whose job was lost, so that nothing waits for ever. */
  'wake-waiting-shops': job(house, { key: () => 'wake-waiting-shops', queue: () => null }),
} as const satisfies Record<string, JobKind>;

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.output<(typeof JOBS)[Name]['payload']>;
