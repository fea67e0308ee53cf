import type { Tx } from './client.server.ts';

export type Freshness = {
  /** When the latest of the hundred newest orders was received; null when there is no order. */
  lastOrderAt: Date | null;
  /** Messages that were received and not looked at yet. */
  waiting: number;
  /** Messages that could not be understood and wait for the merchant. */
  parked: number;
  /** Orders whose credit is being worked out. */
  ordersDue: number;
};

/** How far the shop's data has come, from the door to the credit. */
export async function readFreshness(tx: Tx, shopId: number): Promise<Freshness> {
  const rows = await tx.$queryRaw<Freshness[]>`
    select
      (select max(received_at) from (select received_at from "order" where shop_id = ${shopId}
        order by processed_at desc limit 100) as newest) as "lastOrderAt",
      (select count(*)::int from inbox_message where shop_id = ${shopId} and status = 'pending') as waiting,
      (select count(*)::int from inbox_message where shop_id = ${shopId} and status = 'parked') as parked,
      (select count(*)::int from attribution_due where shop_id = ${shopId}) as "ordersDue"`;
  return rows[0] ?? { lastOrderAt: null, waiting: 0, parked: 0, ordersDue: 0 };
}

const SHOWN = {
  webhookId: true,
  topic: true,
  receivedAt: true,
  processedAt: true,
  status: true,
  attempts: true,
  notBefore: true,
  orderId: true,
  errorCode: true,
  errorMessage: true,
} as const;

/** Messages of one status, oldest first; never their bodies. */
export function listMessages(tx: Tx, shopId: number, status: 'pending' | 'parked', limit: number) {
  return tx.inboxMessage.findMany({
    where: { shopId, status },
    orderBy: { seq: 'asc' },
    take: limit,
    select: SHOWN,
  });
}

/** The latest messages of any status, newest first; never their bodies. */
export function listRecentMessages(tx: Tx, shopId: number, limit: number) {
  return tx.inboxMessage.findMany({
    where: { shopId },
    orderBy: { receivedAt: 'desc' },
    take: limit,
    select: SHOWN,
  });
}

/** Requests about personal data, newest first, without what was found. */
export function listPrivacyRequests(tx: Tx, shopId: number) {
  type Row = {
    webhookId: string;
    topic: string;
    receivedAt: Date;
    doneAt: Date | null;
    hasResult: boolean;
  };
  return tx.$queryRaw<Row[]>`
    select webhook_id as "webhookId", topic, received_at as "receivedAt", done_at as "doneAt",
      result is not null as "hasResult"
    from privacy_request where shop_id = ${shopId} order by received_at desc limit 200`;
}

/** One such request with what was found, or null. */
export function findPrivacyRequest(tx: Tx, shopId: number, webhookId: string) {
  return tx.privacyRequest.findUnique({ where: { shopId_webhookId: { shopId, webhookId } } });
}
