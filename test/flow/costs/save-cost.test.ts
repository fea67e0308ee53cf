import { describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { findCost } from '#app/db/cost-store.server.ts';
import { removeCost } from '#app/flow/costs/remove-cost.server.ts';
import { type SaveCostDraft, saveCost } from '#app/flow/costs/save-cost.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { localShopify, openShop, start } from '../collaborations/open-shop.ts';

freshDatabase();
localShopify();

async function withCollaboration() {
  const { shopId } = await openShop();
  const collaborationId = await start(shopId, 'Jane Doe');
  const draft: SaveCostDraft = {
    collaborationId,
    kind: 'fee',
    amountMinor: 50_000n,
    currency: 'USD',
    incurredOn: '2026-04-01',
    note: null,
  };
  return { shopId, draft };
}

describe('a cost', () => {
  it('in the shop’s currency is what it is', async () => {
    const { shopId, draft } = await withCollaboration();
    const { id } = await saveCost(shopId, { ...draft, exchangeRate: '7' });
    expect(await findCost(prisma(), shopId, id)).toMatchObject({
      amountMinor: 50_000n,
      shopMinor: 50_000n,
      exchangeRate: null,
      incurredOn: new Date('2026-04-01T00:00:00Z'),
    });
    await removeCost(shopId, id);
    expect(await findCost(prisma(), shopId, id)).toBeNull();
    await expect(removeCost(shopId, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('in another currency needs a rate', async () => {
    const { shopId, draft } = await withCollaboration();
    const euro = { ...draft, currency: 'EUR' };
    await expect(saveCost(shopId, euro)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'exchangeRate' },
    });
    const { id } = await saveCost(shopId, { ...euro, exchangeRate: ' 1.08425 ' });
    const saved = { amountMinor: 50_000n, shopMinor: 54_213n, exchangeRate: '1.08425' };
    expect(await findCost(prisma(), shopId, id)).toMatchObject(saved);
    await saveCost(shopId, { ...draft, amountMinor: 1n }, id);
    expect(await findCost(prisma(), shopId, id)).toMatchObject({ shopMinor: 1n });
  });

  it.each<[Partial<SaveCostDraft>, string]>([
    [{ amountMinor: 0n }, 'amountMinor'],
    [{ amountMinor: -5n }, 'amountMinor'],
    [{ amountMinor: 10n ** 20n }, 'amountMinor'],
    [{ currency: 'XXQ' }, 'currency'],
    [{ incurredOn: '1.4.2026' }, 'incurredOn'],
    [{ note: 'x'.repeat(501) }, 'note'],
  ])('is refused with its field: %o', async (given, field) => {
    const { shopId, draft } = await withCollaboration();
    await expect(saveCost(shopId, { ...draft, ...given })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field },
    });
  });

  it('belongs to a collaboration of the shop', async () => {
    const { shopId, draft } = await withCollaboration();
    const other = await withCollaboration();
    await expect(
      saveCost(shopId, { ...draft, collaborationId: other.draft.collaborationId }),
    ).rejects.toMatchObject({ code: 'not_found' });
    const { id } = await saveCost(other.shopId, other.draft);
    await expect(saveCost(shopId, draft, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(removeCost(shopId, id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
