import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { creditsFromRow } from '#app/db/credit-row.server.ts';
import { MODELS } from '#app/domain/attribution-model.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { netSalesOf } from '#test/standin/control/shop-truth.ts';
import { cancelOrder } from '#test/standin/orders/cancel-order.ts';
import { editOrder } from '#test/standin/orders/edit-order.ts';
import { payOrder } from '#test/standin/orders/pay-order.ts';
import { placeOrder } from '#test/standin/orders/place-order.ts';
import { refundOrder } from '#test/standin/orders/refund-order.ts';
import { StandinRefusal } from '#test/standin/orders/refusal.ts';
import { addDiscount, shopWith } from '#test/standin/orders/test-shop.ts';
import type { Order, Shop, World } from '#test/standin/state/world.ts';
import { engage, knowShop, settle, stateOf, type Telling, tell, tellings } from './local-shop.ts';

freshDatabase();

type Step = {
  kind: 'refund' | 'custom' | 'shipping' | 'edit' | 'add' | 'pay' | 'cancel';
  n: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('refund', 'refund', 'custom', 'shipping', 'edit', 'add', 'pay', 'cancel'),
  n: fc.integer({ min: 0, max: 3 }),
});

const sale = fc.record({
  codes: fc.subarray(['JANE15', 'MAX10', 'NOBODY5']),
  buyer: fc.constantFrom('a@example.com', 'B@example.com', null),
  landingSite: fc.constantFrom(null, '/', '/products/x?utm_source=google&gclid=1'),
  referringSite: fc.constantFrom(null, 'https://www.instagram.com/'),
  quantity: fc.integer({ min: 1, max: 4 }),
  paid: fc.boolean(),
  test: fc.constantFrom(false, false, false, true),
  steps: fc.array(step, { maxLength: 4 }),
});

const shopKind = fc.constantFrom(
  { taxesIncluded: false, webhookBodies: 'current' as const, currency: 'USD' },
  { taxesIncluded: true, webhookBodies: 'current' as const, currency: 'EUR' },
  { taxesIncluded: false, webhookBodies: 'legacy' as const, currency: 'USD' },
  { taxesIncluded: true, webhookBodies: 'redacted' as const, currency: 'JPY' },
);

/** What happens to an order after it was sold; what Shopify would refuse does not happen. */
function happen(world: World, shop: Shop, order: Order, { kind, n }: Step, variants: bigint[]) {
  const line = order.lines[n % order.lines.length];
  const lineId = line?.id ?? 0n;
  switch (kind) {
    case 'refund':
      return refundOrder(world, shop, order, {
        lines: [{ lineId, quantity: 1, restock: n % 2 ? 'no_restock' : 'return' }],
      });
    case 'custom':
      return refundOrder(world, shop, order, { amountMinor: 137 * (n + 1) });
    case 'shipping':
      return refundOrder(world, shop, order, { shipping: 'full' });
    case 'edit':
      return editOrder(world, shop, order, { setQuantity: [{ lineId, quantity: n }] });
    case 'add':
      return editOrder(world, shop, order, {
        add: [{ variantId: variants[n % 3] ?? 0n, quantity: 1 }],
      });
    case 'pay':
      return payOrder(world, shop, order);
    case 'cancel':
      return cancelOrder(world, shop, order, { refund: n % 2 === 0 });
  }
}

/** A shuffle and some repetitions, by numbers that fast-check may shrink. */
function disturb(told: readonly Telling[], noise: readonly number[]): Telling[] {
  const at = (place: number) => noise[place % noise.length] ?? 0;
  const repeated = told.flatMap((telling, place) =>
    at(place) % 3 === 0 ? [telling, telling] : [telling],
  );
  return repeated
    .map((telling, place) => ({
      telling,
      rank: (at(place * 7 + 3) * 31 + place * at(place)) % 101,
    }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ telling }) => telling);
}

it('ends in the same facts and credit, however a history arrives', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      shopKind,
      fc.array(sale, { minLength: 1, maxLength: 3 }),
      fc.array(fc.nat(1000), { minLength: 5, maxLength: 40 }),
      async (kind, sales, noise) => {
        const { world, shop, variants } = shopWith(
          [1999, 4950, { price: 2500, giftCard: true }],
          kind,
        );
        for (const [code, fraction] of [
          ['JANE15', 0.15],
          ['MAX10', 0.1],
          ['NOBODY5', 0.05],
        ] as const) {
          addDiscount(world, shop, code, {
            value: { kind: 'percentage', fraction },
            combinesWith: { order: true, product: true, shipping: true },
          });
        }
        const told: Telling[] = [];
        const orders: Order[] = [];
        for (const [place, { steps, buyer, quantity, ...rest }] of sales.entries()) {
          const lines = variants.map((variantId) => ({ variantId, quantity }));
          const placed = placeOrder(world, shop, {
            ...rest,
            email: buyer,
            lines,
            at: Date.UTC(2026, 3, 1 + place),
          });
          orders.push(placed.order);
          told.push(...tellings(placed.messages));
          for (const wanted of steps) {
            try {
              told.push(...tellings(happen(world, shop, placed.order, wanted, variants)));
            } catch (thrown) {
              if (!(thrown instanceof StandinRefusal)) throw thrown;
            }
          }
        }

        const [straight, disturbed] = [await knowShop(shop), await knowShop(shop)];
        for (const { id } of [straight, disturbed]) {
          await engage(id, 'jane15');
          await engage(id, 'MAX10', 'Max Muster');
        }
        await tell(straight, told);
        await settle(straight.id);
        const shuffled = disturb(told, noise);
        const middle = Math.floor(shuffled.length / 2);
        await tell(disturbed, shuffled.slice(0, middle));
        await settle(disturbed.id);
        await tell(disturbed, shuffled.slice(middle));
        await settle(disturbed.id);

        const [one, other] = [await stateOf(straight.id), await stateOf(disturbed.id)];
        expect(anonymous(other)).toEqual(anonymous(one));
        expect(await prisma().inboxMessage.count({ where: { status: { not: 'done' } } })).toBe(0);

        for (const order of orders) {
          const head = one.attributed.find(({ orderId }) => orderId === order.id);
          const credits = one.credit.filter(({ orderId }) => orderId === order.id);
          const counts = !order.test && order.cancelledAt === null;
          expect(head?.counted).toBe(counts ? 1 : 0);
          expect(head?.netMinor).toBe(counts ? BigInt(Math.max(0, netSalesOf(order))) : 0n);
          expect(credits.length).toBeGreaterThan(0);
          for (const model of MODELS) {
            const sum = credits.reduce((running, row) => running + creditsFromRow(row)[model], 0n);
            expect(sum).toBe(head?.netMinor);
          }
        }
      },
    ),
    { numRuns: 12 },
  );
});

/** Both shops' influencers have ids of their own: who is told apart by the code's owner being the same one. */
function anonymous(state: Awaited<ReturnType<typeof stateOf>>) {
  const names = new Map<string, string>();
  const nameOf = (id: string | null) => {
    if (id === null) return null;
    if (!names.has(id)) names.set(id, `number ${names.size}`);
    return names.get(id);
  };
  const hide = <Row extends { influencerId: string | null; collaborationId: string | null }>(
    row: Row,
  ) => ({
    ...row,
    influencerId: nameOf(row.influencerId),
    collaborationId: nameOf(row.collaborationId),
  });
  return { ...state, touchpoints: state.touchpoints.map(hide), credit: state.credit.map(hide) };
}
