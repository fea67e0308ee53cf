import { prisma } from '#app/db/client.server.ts';
import {
  listMessages,
  listRecentMessages,
  readFreshness,
} from '#app/db/report-store-inbox.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { type ShownFreshness, shownFreshness } from './freshness.ts';
import { type ShownInstant, shownInstant, shownInstantOrNull } from './shown.ts';

export type ShownMessage = {
  readonly id: string;
  readonly topic: string;
  readonly what: string;
  readonly receivedAt: ShownInstant;
  readonly processedAt: ShownInstant | null;
  readonly status: 'pending' | 'done' | 'parked';
  readonly attempts: number;
  /** When it will be tried again, where a try has failed. */
  readonly notBefore: ShownInstant | null;
  readonly orderId: string | null;
  readonly problem: string | null;
};

export type InboxView = {
  readonly freshness: ShownFreshness;
  readonly waiting: readonly ShownMessage[];
  readonly parked: readonly ShownMessage[];
  readonly recent: readonly ShownMessage[];
};

const SHOWN_WAITING = 50;
const SHOWN_PARKED = 100;
const SHOWN_RECENT = 50;

/** What Shopify's topics tell, in words for a merchant. */
const WHAT: Readonly<Record<string, string>> = {
  'orders/create': 'New order',
  'orders/updated': 'Order changed',
  'orders/paid': 'Order paid',
  'orders/cancelled': 'Order cancelled',
  'orders/edited': 'Order edited',
  'refunds/create': 'Refund',
  'app/uninstalled': 'App removed',
  'app/scopes_update': 'Permissions changed',
  'customers/data_request': 'Customer asks for their data',
  'customers/redact': 'Customer asks for erasure',
  'shop/redact': 'Shop asks for erasure',
};

/** What Shopify told us and how far we are with it. Bodies stay where they are. */
export async function inboxView(shop: ShopRow, now: Date = new Date()): Promise<InboxView> {
  const [freshness, waiting, parked, recent] = await Promise.all([
    readFreshness(prisma(), shop.id),
    listMessages(prisma(), shop.id, 'pending', SHOWN_WAITING),
    listMessages(prisma(), shop.id, 'parked', SHOWN_PARKED),
    listRecentMessages(prisma(), shop.id, SHOWN_RECENT),
  ]);
  type Row = (typeof recent)[number];
  const shown = (row: Row): ShownMessage => ({
    id: row.webhookId,
    topic: row.topic,
    what: WHAT[row.topic] ?? row.topic,
    receivedAt: shownInstant(row.receivedAt, shop.timeZone),
    processedAt: shownInstantOrNull(row.processedAt, shop.timeZone),
    status: row.status,
    attempts: row.attempts,
    notBefore: shownInstantOrNull(row.notBefore, shop.timeZone),
    orderId: row.orderId === null ? null : String(row.orderId),
    problem: row.errorMessage,
  });
  return {
    freshness: shownFreshness(freshness, shop.timeZone, now),
    waiting: waiting.map(shown),
    parked: parked.map(shown),
    recent: recent.map(shown),
  };
}
