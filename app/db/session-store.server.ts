import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma';
import { inTransaction, prisma, type Tx } from './client.server.ts';

/** Shopify's sessions (access and refresh tokens) in our database. */
export function sessionStorage() {
  return new PrismaSessionStorage(prisma());
}

/**
 * Lets one process at a time work on a shop's tokens: refresh tokens rotate, so that two refreshes at once
 * would leave one of them with a dead token.
 */
export function withTokenLock<T>(domain: string, work: () => Promise<T>): Promise<T> {
  return inTransaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`token:${domain}`}, 0))`;
    return work();
  });
}

export async function deleteSessions(tx: Tx, domain: string): Promise<void> {
  await tx.session.deleteMany({ where: { shop: domain } });
}

/** Whether the shop's offline token ends before `at`, so that the next use will refresh it. */
export async function offlineTokenEndsBefore(domain: string, at: Date): Promise<boolean> {
  const session = await prisma().session.findUnique({ where: { id: `offline_${domain}` } });
  return session?.expires ? session.expires < at : false;
}

/** Notes that Shopify knows this token no longer, so that its next use renews it. A newer one is left alone. */
export async function endOfflineToken(domain: string, accessToken: string): Promise<void> {
  await prisma().session.updateMany({
    where: { id: `offline_${domain}`, accessToken },
    data: { expires: new Date() },
  });
}
