import { replaceCredit, takeDue } from '#app/db/attribution-store.server.ts';
import { attributionTerms } from '#app/db/attribution-terms-store.server.ts';
import { inStatements } from '#app/db/statements.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import { creditOfOrders } from './credit-of-orders.server.ts';

const BATCH = 200;

/**
 * A shop's due orders → their head and credit rows, in place of what was there; a batch, all or nothing. While a
 * replay makes another generation of credit, they are written into that one as well.
 * Idempotent: it only reads facts, touchpoints, rules and the latest fit, so the same ones give the same rows, byte for
 * byte. Every model's credit of an order sums to its net sales; a test or cancelled order counts 0 and is worth 0.
 * Returns how many orders were taken; asks for another run when there may be more.
 */
export async function attributeOrders(
  shopId: number,
  { limit = BATCH }: { limit?: number } = {},
): Promise<number> {
  return inStatements(async (tx) => {
    const due = await takeDue(tx, shopId, limit);
    if (due.length === 0) return 0;
    if (due.length === limit) await enqueue(tx, 'attribute-orders', { shopId });
    const terms = await attributionTerms(tx, shopId);
    if (!terms) return 0;
    const generations = terms.next ? [terms.shown, terms.next] : [terms.shown];
    const { heads, credits } = await creditOfOrders(tx, shopId, due, terms, generations);
    await replaceCredit(tx, shopId, heads, credits);
    return due.length;
  });
}
