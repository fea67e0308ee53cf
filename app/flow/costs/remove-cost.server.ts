/** Cost → nothing. Idempotent but for the answer: a cost that is gone already is not found. */
import { prisma } from '#app/db/client.server.ts';
import { deleteCost } from '#app/db/cost-store.server.ts';
import { checkId, notFound } from '#app/domain/check-draft.ts';

/** @throws AppError not_found */
export async function removeCost(shopId: number, id: string): Promise<void> {
  if (!(await deleteCost(prisma(), shopId, checkId(id, 'The cost')))) throw notFound('The cost');
}
