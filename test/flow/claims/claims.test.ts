import { describe, expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import { getPlan } from '#app/db/collaboration-store.server.ts';
import { byModel, MODELS, type Model } from '#app/domain/attribution-model.ts';
import type { ClaimDraft } from '#app/domain/claim-draft.ts';
import { attributeOrders } from '#app/flow/attribution/attribute-orders.server.ts';
import { applyClaim } from '#app/flow/claims/apply-claim.server.ts';
import { previewClaim } from '#app/flow/claims/preview-claim.server.ts';
import { rebuildTouches } from '#app/flow/intake/rebuild-touches.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage, settle, tell, tellings } from '../intake/local-shop.ts';
import { orderBody } from '../intake/order-body.ts';

freshDatabase();

const code = (...names: string[]) =>
  names.map((name) => ({ code: name, amount: '1.00', type: 'percentage' }));

/** Orders of 20.00 each: of nobody's code, of nobody's podcast, of both, of an owned code, cancelled, of a test. */
async function shopOfStrangers() {
  const shop = await makeShop();
  const jane = await engage(shop.id, 'JANE15');
  const max = await engage(shop.id, 'MAX10', 'Max Muster');
  const podcast = '/?utm_source=Glow-Podcast&utm_medium=audio&utm_campaign=May';
  const orders: Record<string, unknown>[] = [
    { discount_codes: code('OLDJANE') },
    { discount_codes: code(' oldjane '), landing_site: '/?utm_source=google&utm_medium=cpc' },
    { landing_site: podcast },
    { landing_site: podcast.replace('May', 'June') },
    { landing_site: podcast, discount_codes: code('OLDJANE') },
    { discount_codes: code('MAX10', 'OLDJANE') },
    { discount_codes: code('OLDJANE'), cancelled_at: '2026-11-02T05:00:00-05:00' },
    { discount_codes: code('OLDJANE'), test: true },
    { discount_codes: code('OTHER') },
  ];
  const bodies = orders.map((fields, n) => ({
    topic: 'orders/create',
    body: JSON.stringify(orderBody({ id: String(n + 1), customer: { id: 500 + n }, ...fields })),
  }));
  await tell(shop, tellings(bodies));
  await settle(shop.id);
  return { shopId: shop.id, jane, max };
}

async function creditOf(shopId: number, influencerId: string): Promise<Record<Model, bigint>> {
  const columns = MODELS.map((model) => `coalesce(sum(${model}), 0)::text as ${model}`).join(', ');
  const { rows } = await pool().query(
    `select ${columns} from credit where shop_id = $1 and influencer_id = $2`,
    [shopId, influencerId],
  );
  return byModel((model) => BigInt(rows[0][model]));
}

async function rebuild(shopId: number): Promise<void> {
  while ((await rebuildTouches(shopId)) > 0);
  while ((await attributeOrders(shopId)) > 0);
}

/** Previews, does it, and checks that what came is what was shown. */
async function claim(shopId: number, draft: ClaimDraft) {
  const before = await creditOf(shopId, draft.influencerId);
  const preview = await previewClaim(shopId, draft);
  expect(await creditOf(shopId, draft.influencerId)).toEqual(before);
  expect(await applyClaim(shopId, draft)).toEqual({ orders: preview.orders });
  await rebuild(shopId);
  const after = await creditOf(shopId, draft.influencerId);
  for (const model of MODELS) expect(after[model] - before[model]).toBe(preview.revenue[model]);
  return preview;
}

const lost = (first: bigint, last: bigint, linear: bigint) => ({
  first_touch: -first,
  last_touch: -last,
  linear: -linear,
});

describe('claiming a code', () => {
  it('brings her the orders that carry it, as shown before', async () => {
    const { shopId, jane, max } = await shopOfStrangers();
    const { influencerId, collaborationId } = jane;
    const draft = {
      trace: { kind: 'code' as const, code: ' OldJane' },
      influencerId,
      collaborationId,
    };
    expect(await claim(shopId, draft)).toMatchObject({
      orders: 6,
      looked: 6,
      gained: 4,
      netMinor: 8000n,
      revenue: { first_touch: 2000n, last_touch: 8000n, linear: 5000n },
      others: [
        { influencerId: null, channel: 'unassigned', revenue: lost(2000n, 4000n, 3000n) },
        { influencerId: null, channel: 'paid_search', revenue: lost(0n, 2000n, 1000n) },
        { influencerId: max.influencerId, channel: 'influencer', revenue: lost(0n, 2000n, 1000n) },
      ],
    });
    const plan = await getPlan(prisma(), shopId, collaborationId);
    // She goes on handing out her own code.
    expect(plan?.codes.map(({ code }) => code)).toEqual(['JANE15', 'OldJane']);
    expect(plan?.codes[1]).toMatchObject({ adopted: true });
    await expect(applyClaim(shopId, draft)).rejects.toMatchObject({ code: 'conflict' });
    await expect(previewClaim(shopId, draft)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('counts for orders to come', async () => {
    const { shopId, jane } = await shopOfStrangers();
    const { influencerId, collaborationId } = jane;
    await applyClaim(shopId, {
      trace: { kind: 'code', code: 'NEW' },
      influencerId,
      collaborationId,
    });
    const before = await creditOf(shopId, influencerId);
    const { domain } = await prisma().shop.findUniqueOrThrow({ where: { id: shopId } });
    const body = JSON.stringify(orderBody({ id: '99', discount_codes: code('new') }));
    await tell({ domain }, tellings([{ topic: 'orders/create', body }]));
    await settle(shopId);
    const after = await creditOf(shopId, influencerId);
    expect(after.last_touch - before.last_touch).toBe(2000n);
  });
});

describe('claiming UTM values', () => {
  it('brings her the visits that carry them, the closest name first', async () => {
    const { shopId, jane, max } = await shopOfStrangers();
    const name = { kind: 'utm' as const, source: 'glow-podcast', medium: null };
    const hers = await claim(shopId, {
      trace: { ...name, campaign: null },
      influencerId: jane.influencerId,
      collaborationId: null,
    });
    expect(hers).toMatchObject({
      orders: 3,
      looked: 3,
      gained: 3,
      netMinor: 6000n,
      revenue: { first_touch: 6000n, last_touch: 6000n, linear: 6000n },
      others: [{ influencerId: null, channel: 'unassigned', revenue: lost(6000n, 6000n, 6000n) }],
    });
    // A narrower name takes its visits out of the wider one.
    await applyClaim(shopId, {
      trace: { ...name, campaign: 'JUNE' },
      influencerId: max.influencerId,
      collaborationId: max.collaborationId,
    });
    await rebuild(shopId);
    expect(await creditOf(shopId, jane.influencerId)).toMatchObject({ last_touch: 4000n });
    expect(await creditOf(shopId, max.influencerId)).toMatchObject({ last_touch: 4000n });
  });
});

describe('a claim', () => {
  const code = { kind: 'code' as const, code: 'X' };

  it('says what is wrong with it', async () => {
    const { shopId, jane, max } = await shopOfStrangers();
    const other = await makeShop();
    const { influencerId, collaborationId } = jane;
    const refused = (draft: ClaimDraft, error: object, shop = shopId) =>
      expect(applyClaim(shop, draft)).rejects.toMatchObject(error);
    const good = { trace: code, influencerId, collaborationId };
    await refused({ ...good, collaborationId: null }, { details: { field: 'collaborationId' } });
    await refused({ ...good, collaborationId: max.collaborationId }, { code: 'not_found' });
    await refused({ ...good, trace: { kind: 'code', code: ' ' } }, { code: 'invalid_input' });
    await refused({ ...good, trace: { kind: 'code', code: 'max10' } }, { code: 'conflict' });
    await refused(good, { code: 'not_found' }, other.id);
  });
});
