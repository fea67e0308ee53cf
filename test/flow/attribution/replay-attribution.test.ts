import { beforeEach, describe, expect, it } from 'vitest';
import { markDue } from '#app/db/attribution-store.server.ts';
import { pool, prisma } from '#app/db/client.server.ts';
import { stuckReplays } from '#app/db/replay-store.server.ts';
import { sumFigures } from '#app/db/report-store-figures.server.ts';
import { listOrders } from '#app/db/report-store-orders.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { type AttributionRules, DEFAULT_RULES } from '#app/domain/attribution-rules.ts';
import { attributeOrders } from '#app/flow/attribution/attribute-orders.server.ts';
import { replayAttribution } from '#app/flow/attribution/replay-attribution.server.ts';
import { saveAttributionRules } from '#app/flow/settings/save-attribution-rules.server.ts';
import { attributionRulesView } from '#app/views/attribution-rules-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeAllDue } from '#test/factories/due-orders.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const AT = new Date('2026-11-10T12:00:00Z');
const HOUR_MS = 3_600_000;
const RULES: AttributionRules = {
  ...DEFAULT_RULES,
  codeBeatsLink: true,
  ignoreDirect: true,
  heuristics: { firstPercent: 10, lastPercent: 60, halfLifeDays: 2 },
};

let shop: ShopRow;
let jane: string;
let max: string;
let orders: bigint[];
beforeEach(async () => {
  shop = await makeShop();
  jane = await makeInfluencer(shop.id, { name: 'Jane' });
  max = await makeInfluencer(shop.id, { name: 'Max' });
  orders = [];
  for (let count = 0; count < 7; count += 1) orders.push(await contested(BigInt(1_000 + count)));
});

/** Max's link, a direct visit, an e-mail, then Jane's code. */
function contested(netMinor: bigint, given: { orderId?: bigint; isWaiting?: boolean } = {}) {
  const earlier = (hours: number) => ({ occurredAt: new Date(AT.getTime() - hours * HOUR_MS) });
  const touches = [
    { influencerId: max, kind: 'link_click' as const, ...earlier(90) },
    { channel: 'direct' as const, ...earlier(50) },
    { channel: 'email' as const, ...earlier(20) },
    { influencerId: jane },
  ];
  return makeOrder(shop, { at: AT, netMinor, touches, ...given });
}

/** Every row of the shown generation, as text, but for the generation's number. */
async function shownRows() {
  const rows = async (table: string) => {
    const found = await pool().query(
      `select (to_jsonb(t) - 'generation')::text as row from ${table} t join shop s on s.id = t.shop_id
       where s.id = $1 and t.generation = s.shown_generation order by 1`,
      [shop.id],
    );
    return found.rows.map(({ row }) => row);
  };
  return { credit: await rows('credit'), heads: await rows('attributed_order') };
}

const generations = async () =>
  (await prisma().credit.groupBy({ by: ['generation'], where: { shopId: shop.id } })).map(
    ({ generation }) => generation,
  );

/** What the screens show. */
async function screens() {
  const scope = { model: 'linear', currency: shop.currency, period: null, previous: null } as const;
  const list = { search: '', influencerId: null, collaborationId: null, onlyInfluencers: true };
  return [
    await sumFigures(prisma(), shop.id, scope, 'influencer'),
    await listOrders(prisma(), shop.id, { ...list, limit: 50, offset: 0 }),
  ];
}

/** What the shown generation would be if every order had only ever been attributed one by one. */
async function incremental() {
  await prisma().credit.deleteMany({ where: { shopId: shop.id } });
  await prisma().attributedOrder.deleteMany({ where: { shopId: shop.id } });
  await makeAllDue(shop.id);
  while ((await attributeOrders(shop.id, { limit: 2 })) > 0);
  return shownRows();
}

const finish = async () => {
  while (await replayAttribution(shop.id, { limit: 2 }));
};

describe('a replay', () => {
  it('shows the old state whole until it is done, then the new one, like incremental work', async () => {
    const before = await screens();
    const old = await shownRows();
    await saveAttributionRules(shop.id, RULES);
    for (let step = 0; step < 4; step += 1) {
      await replayAttribution(shop.id, { limit: 2 });
      expect(await screens()).toEqual(before);
      expect(await shownRows()).toEqual(old);
    }
    expect((await attributionRulesView(shop)).replay).toEqual({ done: 7, total: 7 });
    expect((await generations()).sort()).toEqual([0, 1]);
    // Nothing is left to make: the switch.
    await replayAttribution(shop.id, { limit: 2 });
    const replayed = await shownRows();
    expect(replayed.heads).toHaveLength(7);
    expect(replayed.credit).toHaveLength(14);
    expect(await screens()).not.toEqual(before);
    await finish();
    expect(await generations()).toEqual([1]);
    expect((await attributionRulesView(shop)).replay).toBeNull();
    expect(await replayAttribution(shop.id)).toBe(false);
    expect(await incremental()).toEqual(replayed);
  });

  it('goes on where it was when a step breaks', async () => {
    await saveAttributionRules(shop.id, RULES);
    await replayAttribution(shop.id, { limit: 2 });
    const before = await screens();
    await pool().query(
      `alter table credit add constraint broken check (generation = 0 or order_id <> ${orders[4]}) not valid`,
    );
    await replayAttribution(shop.id, { limit: 2 });
    await expect(replayAttribution(shop.id, { limit: 2 })).rejects.toThrow('broken');
    expect(
      await prisma().attributionReplay.findUnique({ where: { shopId: shop.id } }),
    ).toMatchObject({
      done: 4,
      state: 'running',
    });
    expect(await screens()).toEqual(before);
    await pool().query('alter table credit drop constraint broken');
    expect(await stuckReplays(prisma(), new Date(Date.now() + 1_000))).toContain(shop.id);
    await finish();
    const replayed = await shownRows();
    expect(replayed.heads).toHaveLength(7);
    expect(await incremental()).toEqual(replayed);
  });

  it('loses no order that comes or changes meanwhile', async () => {
    await saveAttributionRules(shop.id, RULES);
    await replayAttribution(shop.id, { limit: 3 });
    const [first = 0n, , , , , , last = 0n] = orders;
    const early = await contested(70n, { orderId: first - 1n, isWaiting: true });
    const late = await contested(80n, { orderId: last + 1n, isWaiting: true });
    await prisma().order.updateMany({
      where: { shopId: shop.id, orderId: { in: [first, last] } },
      data: { cancelledAt: AT },
    });
    for (const orderId of [early, late, first, last]) {
      await markDue(prisma(), shop.id, orderId, null);
    }
    while ((await attributeOrders(shop.id)) > 0);
    const shown = await shownRows();
    expect(shown.heads).toHaveLength(9);
    expect(shown.heads.filter((row) => row.includes('"rules_version": 0'))).toHaveLength(9);
    await finish();
    const replayed = await shownRows();
    expect(replayed.heads).toHaveLength(9);
    expect(replayed.heads.every((row) => row.includes('"rules_version": 1'))).toBe(true);
    expect(await incremental()).toEqual(replayed);
  });

  it('gives way to rules that are applied before it is done', async () => {
    await saveAttributionRules(shop.id, RULES);
    await replayAttribution(shop.id, { limit: 3 });
    const other = { ...DEFAULT_RULES, codeCounts: false };
    expect(await saveAttributionRules(shop.id, RULES)).toMatchObject({ isNew: false });
    expect(await saveAttributionRules(shop.id, other)).toEqual({ version: 2, isNew: true });
    expect(await generations()).toContain(1);
    await finish();
    expect(await generations()).toEqual([2]);
    const replayed = await shownRows();
    expect(replayed.heads.every((row) => row.includes('"rules_version": 2'))).toBe(true);
    expect(await incremental()).toEqual(replayed);
  });

  it('takes no step while orders are being attributed, and they none during its steps', async () => {
    await saveAttributionRules(shop.id, RULES);
    await makeAllDue(shop.id);
    const work = Array.from({ length: 12 }, (_, turn) =>
      turn % 3 === 0
        ? attributeOrders(shop.id, { limit: 2 })
        : replayAttribution(shop.id, { limit: 2 }),
    );
    await Promise.all(work);
    await finish();
    while ((await attributeOrders(shop.id)) > 0);
    const replayed = await shownRows();
    expect(replayed.heads).toHaveLength(7);
    expect(await incremental()).toEqual(replayed);
  });

  it('is no matter of another shop', async () => {
    const other = await makeShop();
    await makeOrder(other, { at: AT, netMinor: 5n, touches: [{ channel: 'email' }] });
    await saveAttributionRules(shop.id, RULES);
    await finish();
    expect(await replayAttribution(other.id)).toBe(false);
    const credit = await prisma().credit.findMany({ where: { shopId: other.id } });
    expect(credit).toMatchObject([{ generation: 0, linear: 5n }]);
  });
});
