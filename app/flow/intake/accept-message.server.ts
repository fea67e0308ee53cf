import { LRUCache } from 'lru-cache';
import { prisma } from '#app/db/client.server.ts';
import { isDataError, type NewMessage, storeMessages } from '#app/db/inbox-door-store.server.ts';
import type { NewJob } from '#app/db/job-store.server.ts';
import { ensureShop } from '#app/db/shop-store.server.ts';
import { jobFor } from '#app/queue/enqueue.server.ts';
import { groupCommit } from './group-commit.server.ts';

/**
 * A delivery → a row of the inbox, and a waiting job of its shop.
 * Idempotent by the delivery's own id. Resolves only after the commit; rejects when nothing was stored,
 * so that the sender tries again.
 */
export async function acceptMessage(delivery: Delivery): Promise<void> {
  const domain = delivery.domain.toLowerCase();
  const { domain: _, ...rest } = delivery;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const written = { ...rest, shopId: await shopIdOf(domain), isStored: false };
    await write(written);
    if (written.isStored) return;
    // The shop was erased after we learned its id.
    shopIds.delete(domain);
  }
  throw new Error('The shop is being erased.');
}

/** What a door took: `domain` is the shop's myshopify domain, the rest is kept as it came. */
export type Delivery = Omit<NewMessage, 'shopId'> & { domain: string };

type Pending = NewMessage & { isStored: boolean };

const shopIds = new LRUCache<string, number>({ max: 50_000 });
const jobs = new LRUCache<number, NewJob>({ max: 50_000 });

async function shopIdOf(domain: string): Promise<number> {
  const known = shopIds.get(domain);
  if (known !== undefined) return known;
  const shopId = await ensureShop(prisma(), domain);
  shopIds.set(domain, shopId);
  return shopId;
}

function drainJob(shopId: number): NewJob {
  const known = jobs.get(shopId);
  if (known) return known;
  const job = jobFor('drain-inbox', { shopId });
  jobs.set(shopId, job);
  return job;
}

const write = groupCommit<Pending>({
  bytesOf: ({ body }) => body.length + 1000,
  isItsOwnFault: isDataError,
  limits: { items: 256, bytes: 16 * 2 ** 20, waitingBytes: 256 * 2 ** 20 },
  async write(messages) {
    const drains = new Map(messages.map(({ shopId }) => [shopId, drainJob(shopId)]));
    const live = await storeMessages(messages, drains);
    for (const message of messages) message.isStored = live.has(message.shopId);
  },
});
