import { prisma } from '#app/db/client.server.ts';
import { isReachable } from '#app/db/health-store.server.ts';

/** Whether this process can serve: it reaches its database. */
export function healthView(): Promise<{ database: boolean }> {
  return isReachable(prisma()).then((database) => ({ database }));
}
