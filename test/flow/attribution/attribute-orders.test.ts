import { beforeEach, describe, expect, it } from 'vitest';
import { insertRules } from '#app/db/attribution-rules-store.server.ts';
import { pool, prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { DEFAULT_RULES } from '#app/domain/attribution-rules.ts';
import { attributeOrders } from '#app/flow/attribution/attribute-orders.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { deliver } from '#test/doors/deliver.ts';
import { makeAllDue } from '#test/factories/due-orders.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage, settle, stateOf } from '../intake/local-shop.ts';
import { lineBody, orderBody } from '../intake/order-body.ts';

freshDatabase();

let shop: ShopRow;
beforeEach(async () => {
  shop = await makeShop();
});

async function tell(topic: string, body: unknown, to = shop): Promise<void> {
  await deliver({ topic, body: JSON.stringify(body), shop: to.domain });
}

function head(orderId: bigint, shopId = shop.id) {
  return prisma().attributedOrder.findUniqueOrThrow({
    where: { shopId_generation_orderId: { shopId, generation: 0, orderId } },
  });
}

const jane = { discount_codes: [{ code: 'JANE15', amount: '0.00', type: 'percentage' }] };

describe('attribution', () => {
  it('shares net sales among landing and code, to the cent, and by day of the shop', async () => {
    await engage(shop.id, 'JANE15');
    await tell(
      'orders/create',
      orderBody({
        ...jane,
        id: '1',
        processed_at: '2026-11-02T03:30:00Z',
        landing_site: '/?utm_source=news&utm_medium=email',
        line_items: [lineBody({ quantity: 3, current_quantity: 3, price: '3.35' })],
      }),
    );
    await settle(shop.id);
    const order = await head(1n);
    expect(order).toMatchObject({ netMinor: 1005n, counted: 1, newCustomer: true });
    expect(order.day.toISOString().slice(0, 10)).toBe('2026-11-01');
    const credit = await prisma().credit.findMany({
      where: { shopId: shop.id },
      orderBy: { position: 'asc' },
    });
    expect(
      credit.map(({ channel, firstTouch, lastTouch, linear }) => [
        channel,
        firstTouch,
        lastTouch,
        linear,
      ]),
    ).toEqual([
      ['email', 1005n, 0n, 503n],
      ['influencer', 0n, 1005n, 502n],
    ]);
  });

  const line = (fields: Record<string, unknown>) => ({
    line_items: [lineBody({ price: '50.00', quantity: 2, ...fields })],
  });
  const refund = (fields: Record<string, unknown>) => ({
    id: 71,
    order_id: 1,
    created_at: '2026-11-03T00:00:00Z',
    refund_line_items: [],
    order_adjustments: [],
    transactions: [],
    ...fields,
  });
  it.each([
    [
      'one of two units given back',
      refund({
        refund_line_items: [
          {
            id: 1,
            line_item_id: 11,
            quantity: 1,
            restock_type: 'return',
            subtotal: 50.0,
            total_tax: 4,
          },
        ],
      }),
      { current_quantity: 1 },
      5000n,
    ],
    [
      'a custom amount without lines',
      refund({
        order_adjustments: [
          { id: 1, kind: 'refund_discrepancy', amount: '-12.34', tax_amount: '0.00' },
        ],
      }),
      { current_quantity: 2 },
      8766n,
    ],
    [
      'shipping only',
      refund({
        order_adjustments: [
          { id: 1, kind: 'shipping_refund', amount: '-5.00', tax_amount: '0.00' },
        ],
      }),
      { current_quantity: 2 },
      10000n,
    ],
    [
      'a unit given back less a fee',
      refund({
        refund_line_items: [
          {
            id: 1,
            line_item_id: 11,
            quantity: 1,
            restock_type: 'no_restock',
            subtotal: '50.00',
            total_tax: '0',
          },
        ],
        order_adjustments: [
          { id: 1, kind: 'refund_discrepancy', amount: '7.50', tax_amount: '0.00' },
        ],
      }),
      { current_quantity: 1 },
      5750n,
    ],
    [
      'everything',
      refund({
        refund_line_items: [
          {
            id: 1,
            line_item_id: 11,
            quantity: 2,
            restock_type: 'return',
            subtotal: 100,
            total_tax: 8,
          },
        ],
      }),
      { current_quantity: 0 },
      0n,
    ],
  ])('follows a refund of %s, before or after the order', async (_name, given, after, net) => {
    const other = await makeShop();
    const sold = orderBody({ id: '1', ...line({ current_quantity: 2 }) });
    const told = orderBody({ id: '1', updated_at: '2026-11-03T00:00:00Z', ...line(after) });
    for (const [topic, body] of [
      ['orders/create', sold],
      ['refunds/create', given],
      ['orders/updated', told],
    ] as const) {
      await tell(topic, body);
      await settle(shop.id);
    }
    for (const [topic, body] of [
      ['refunds/create', given],
      ['orders/updated', told],
      ['orders/create', sold],
    ] as const) {
      await tell(topic, body, other);
      await settle(other.id);
    }
    expect((await head(1n)).netMinor).toBe(net);
    expect((await head(1n, other.id)).netMinor).toBe(net);
  });

  it('counts no test order and no cancelled one', async () => {
    await tell('orders/create', orderBody({ id: '1', test: true }));
    await tell('orders/create', orderBody({ id: '2', cancelled_at: '2026-11-02T00:00:00Z' }));
    await settle(shop.id);
    for (const id of [1n, 2n]) {
      expect(await head(id)).toMatchObject({ counted: 0, netMinor: 0n, newCustomer: null });
    }
  });

  it("knows a customer's first counted order, also when an earlier one comes late or is cancelled", async () => {
    const order = (id: string, day: number, fields: Record<string, unknown> = {}) =>
      tell(
        'orders/updated',
        orderBody({ id, processed_at: `2026-10-${day}T00:00:00Z`, ...fields }),
      );
    const news = async () => {
      await settle(shop.id);
      const rows = await prisma().attributedOrder.findMany({
        where: { shopId: shop.id },
        orderBy: { orderId: 'asc' },
      });
      return Object.fromEntries(rows.map((row) => [String(row.orderId), row.newCustomer]));
    };
    await order('3', 20);
    expect(await news()).toEqual({ 3: true });
    await order('2', 15);
    expect(await news()).toEqual({ 2: true, 3: false });
    await order('1', 10);
    await order('4', 10, { customer: null });
    expect(await news()).toEqual({ 1: true, 2: false, 3: false, 4: null });
    await order('1', 10, {
      updated_at: '2026-11-09T00:00:00Z',
      cancelled_at: '2026-11-09T00:00:00Z',
    });
    expect(await news()).toEqual({ 1: null, 2: true, 3: false, 4: null });
    await order('2', 25, { updated_at: '2026-11-09T00:00:00Z' });
    expect(await news()).toEqual({ 1: null, 2: false, 3: true, 4: null });
  });

  it('is rebuilt byte for byte from the facts', async () => {
    await engage(shop.id, 'JANE15');
    for (let id = 1; id <= 7; id += 1) {
      await tell(
        'orders/create',
        orderBody({ ...jane, id: String(id), landing_site: '/?gclid=1' }),
      );
    }
    await settle(shop.id);
    const rows = async () => {
      const query = (table: string) =>
        pool().query(`select t::text as row from ${table} t where shop_id = $1 order by 1`, [
          shop.id,
        ]);
      return [(await query('credit')).rows, (await query('attributed_order')).rows];
    };
    const [before, state] = [await rows(), await stateOf(shop.id)];
    expect(before[0]).toHaveLength(14);
    await prisma().credit.deleteMany({ where: { shopId: shop.id } });
    await prisma().attributedOrder.deleteMany({ where: { shopId: shop.id } });
    expect(await makeAllDue(shop.id)).toBe(7);
    while ((await attributeOrders(shop.id, { limit: 3 })) > 0);
    expect(await rows()).toEqual(before);
    expect(await stateOf(shop.id)).toEqual(state);
  });

  it('gives to nobody what every window rules out', async () => {
    await engage(shop.id, 'JANE15');
    await tell('orders/create', orderBody({ ...jane, id: '1' }));
    await settle(shop.id);
    await prisma().touchpoint.updateMany({
      where: { shopId: shop.id },
      data: { occurredAt: new Date('2026-09-01T00:00:00Z') },
    });
    const windows = { influencerDays: 7, otherDays: 7, channelDays: {} };
    const version = await insertRules(prisma(), shop.id, { ...DEFAULT_RULES, windows });
    await prisma().shop.update({ where: { id: shop.id }, data: { rulesVersion: version } });
    for (let round = 0; round < 2; round += 1) {
      await makeAllDue(shop.id);
      await attributeOrders(shop.id);
      const credit = await prisma().credit.findMany({ where: { shopId: shop.id } });
      expect(credit).toMatchObject([{ channel: 'unassigned', influencerId: null, linear: 2000n }]);
    }
    expect((await head(1n)).rulesVersion).toBe(1);
    const row = await prisma().touchpoint.count({ where: { shopId: shop.id } });
    expect(row).toBe(2);
  });

  it('keeps two shops with the same numbers and codes apart', async () => {
    const other = await makeShop();
    const hers = await engage(shop.id, 'JANE15');
    const theirs = await engage(other.id, 'JANE15', 'Joan Roe');
    const body = orderBody({ ...jane, id: '1', landing_site: `/?trb=${theirs.linkSlug}` });
    await tell('orders/create', body);
    await tell('orders/create', { ...body, line_items: [lineBody({ price: '1.00' })] }, other);
    await settle(shop.id);
    expect(await prisma().order.count({ where: { shopId: other.id } })).toBe(0);
    await settle(other.id);
    const owners = async (id: number) => {
      const rows = await prisma().credit.findMany({
        where: { shopId: id },
        orderBy: { position: 'asc' },
      });
      return rows.map(({ influencerId, lastTouch }) => [influencerId, lastTouch]);
    };
    expect(await owners(shop.id)).toEqual([
      [null, 0n],
      [hers.influencerId, 2000n],
    ]);
    expect(await owners(other.id)).toEqual([
      [theirs.influencerId, 0n],
      [theirs.influencerId, 100n],
    ]);
  });
});
