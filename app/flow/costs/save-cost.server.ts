/**
 * Draft → cost of a collaboration, also in the shop's currency. Idempotent by id.
 * Holds: shopMinor is amount × rate exactly, rounded once, half away from zero.
 */
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { inTransaction } from '#app/db/client.server.ts';
import { hasCollaboration } from '#app/db/collaboration-store.server.ts';
import { insertCost, type PricedCost, replaceCost } from '#app/db/cost-store.server.ts';
import { getShop } from '#app/db/shop-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { checkAmount, checkDraft, checkId, notFound } from '#app/domain/check-draft.ts';
import { costDraftSchema } from '#app/domain/cost-draft.ts';
import { exchange, parseExchangeRate } from '#app/domain/exchange-rate.ts';

/** `exchangeRate`: units of the shop's currency per one unit of the cost's, needed where the two differ. */
export const saveCostSchema = costDraftSchema.extend({
  exchangeRate: z.string().nullable().default(null),
});
export type SaveCostDraft = z.input<typeof saveCostSchema>;

/**
 * Creates a cost, or replaces the one with `id`.
 * @throws AppError invalid_input (details.field), not_found
 */
export async function saveCost(
  shopId: number,
  draft: SaveCostDraft,
  id?: string,
): Promise<{ id: string }> {
  const checked = checkDraft(saveCostSchema, draft);
  checkAmount(checked.amountMinor, 'amountMinor');
  const collaborationId = checkId(checked.collaborationId, 'The collaboration');
  return inTransaction(async (tx) => {
    if (!(await hasCollaboration(tx, shopId, collaborationId))) throw notFound('The collaboration');
    const { currency } = await getShop(tx, shopId);
    const cost = priced({ ...checked, collaborationId }, currency);
    if (id === undefined) {
      const fresh = newId();
      await insertCost(tx, shopId, fresh, cost);
      return { id: fresh };
    }
    const known = checkId(id, 'The cost');
    if (!(await replaceCost(tx, shopId, known, cost))) throw notFound('The cost');
    return { id: known };
  });
}

function priced(draft: z.output<typeof saveCostSchema>, shopCurrency: string): PricedCost {
  if (draft.currency === shopCurrency) {
    return { ...draft, exchangeRate: null, shopMinor: draft.amountMinor };
  }
  const rate = draft.exchangeRate?.trim();
  if (!rate) {
    throw new AppError(
      'invalid_input',
      `Enter how much ${shopCurrency} one ${draft.currency} is, since the shop counts in ${shopCurrency}.`,
      { details: { field: 'exchangeRate' } },
    );
  }
  const shopMinor = exchange(
    draft.amountMinor,
    draft.currency,
    shopCurrency,
    parseExchangeRate(rate),
  );
  checkAmount(shopMinor, 'exchangeRate');
  return { ...draft, exchangeRate: rate, shopMinor };
}
