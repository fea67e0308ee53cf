import type { Tx } from './client.server.ts';

/** Whether the database answers a trivial question. */
export async function isReachable(tx: Tx): Promise<boolean> {
  try {
    await tx.$queryRaw`select 1`;
    return true;
  } catch {
    return false;
  }
}
