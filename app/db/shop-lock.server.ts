import type { Tx } from './client.server.ts';

/**
 * Until the transaction ends, nobody else in this shop may hand out names of this kind (slugs, codes, handles).
 * The unique keys are what keeps names apart; the lock spares two writers at once a needless failure.
 */
export async function lockNames(tx: Tx, shopId: number, kind: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`names:${shopId}:${kind}`}, 0))`;
}
