import type { Cost } from '@prisma/client';
import type { CostDraft } from '#app/domain/cost-draft.ts';
import type { Tx } from './client.server.ts';

export type CostRow = Cost;

/** A cost with what it is in the shop's currency; `exchangeRate` is null where the currencies are the same. */
export type PricedCost = CostDraft & { shopMinor: bigint; exchangeRate: string | null };

export function findCost(tx: Tx, shopId: number, id: string): Promise<CostRow | null> {
  return tx.cost.findUnique({ where: { shopId_id: { shopId, id } } });
}

export async function insertCost(
  tx: Tx,
  shopId: number,
  id: string,
  cost: PricedCost,
): Promise<void> {
  await tx.cost.create({ data: { shopId, id, ...columnsOf(cost) } });
}

/** False when the shop has no such cost. */
export async function replaceCost(
  tx: Tx,
  shopId: number,
  id: string,
  cost: PricedCost,
): Promise<boolean> {
  const { count } = await tx.cost.updateMany({ where: { shopId, id }, data: columnsOf(cost) });
  return count > 0;
}

/** False when the shop has no such cost. */
export async function deleteCost(tx: Tx, shopId: number, id: string): Promise<boolean> {
  const { count } = await tx.cost.deleteMany({ where: { shopId, id } });
  return count > 0;
}

function columnsOf(cost: PricedCost) {
  return {
    collaborationId: cost.collaborationId,
    kind: cost.kind,
    incurredOn: new Date(cost.incurredOn),
    amountMinor: cost.amountMinor,
    currency: cost.currency,
    shopMinor: cost.shopMinor,
    exchangeRate: cost.exchangeRate,
    note: cost.note ?? '',
  };
}
