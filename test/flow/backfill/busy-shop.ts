import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import { cancelOrder } from '#test/standin/orders/cancel-order.ts';
import { editOrder } from '#test/standin/orders/edit-order.ts';
import { type NewOrder, placeOrder } from '#test/standin/orders/place-order.ts';
import { refundOrder } from '#test/standin/orders/refund-order.ts';
import { StandinRefusal } from '#test/standin/orders/refusal.ts';
import { addDiscount } from '#test/standin/orders/test-shop.ts';
import type { Discount, Order, Shop, World } from '#test/standin/state/world.ts';
import { orderMessage, type ShopMessage } from '#test/standin/webhooks/messages.ts';

const HOUR_MS = 3_600_000;

/** Products, and codes of every kind that may be used together. */
export function stock(world: World, shop: Shop): void {
  stockCatalogue(world, shop);
  const codes: [string, Discount['value']][] = [
    ['JANE15', { kind: 'percentage', fraction: 0.15 }],
    ['MAX10', { kind: 'fixed', amountMinor: 1000, onEachItem: false }],
    ['NOBODY5', { kind: 'percentage', fraction: 0.05 }],
    ['TRACKED', { kind: 'percentage', fraction: 0 }],
    ['SHIPFREE', { kind: 'free_shipping' }],
  ];
  for (const [code, value] of codes) {
    const combinesWith = { order: true, product: true, shipping: true };
    addDiscount(world, shop, code, { value, combinesWith });
  }
}

/** The page on which the session of the n-th order began, as the order and its journey tell it. */
function arrival(
  n: number,
  at: number,
): Pick<NewOrder, 'landingSite' | 'referringSite' | 'visits'> {
  const came = [
    { landingPage: '/products/x?utm_source=google&utm_medium=cpc&gclid=1', referrerUrl: null },
    { landingPage: '/', referrerUrl: 'https://www.instagram.com/' },
    {
      landingPage: '/?utm_source=glow-podcast&utm_medium=audio&utm_campaign=May',
      referrerUrl: null,
    },
    null,
  ][n % 4];
  if (!came) return {};
  const visit = { ...came, occurredAt: at - HOUR_MS, utm: {} };
  return { landingSite: came.landingPage, referringSite: came.referrerUrl, visits: [visit] };
}

const CODES = [['JANE15'], ['MAX10', 'NOBODY5'], [], ['TRACKED'], ['SHIPFREE', 'jane15'], []];

/** Sells `count` orders of every kind, an hour apart from `from` on, with what happens to orders afterwards. */
export function sellOrders(world: World, shop: Shop, count: number, from: number): Order[] {
  const variants = [...shop.products.values()].flatMap(({ variants }) => variants);
  const begin = Math.floor(from / 1000) * 1000;
  return Array.from({ length: count }, (_, n) => {
    const at = begin + n * HOUR_MS;
    const size = n % 50 === 3 ? 35 : 1 + (n % 3);
    const { order } = placeOrder(world, shop, {
      lines: Array.from({ length: size }, (_, place) => ({
        variantId: variants[(n + place) % variants.length]?.id ?? 0n,
        quantity: 1 + ((n + place) % 2),
      })),
      codes: CODES[n % CODES.length],
      at,
      test: n % 41 === 40,
      paid: n % 9 !== 8,
      attributes: n % 5 === 0 ? [{ name: 'gift', value: 'yes' }] : [],
      tipMinor: n % 8 === 0 ? 150 : 0,
      ...arrival(n, at),
    });
    change(world, shop, order, n, at + 60_000);
    return order;
  });
}

/** What happens to an order afterwards; what Shopify would refuse does not happen. */
function change(world: World, shop: Shop, order: Order, n: number, at: number): void {
  const lineId = order.lines[0]?.id ?? 0n;
  const changes = [
    n % 7 === 1 &&
      (() => refundOrder(world, shop, order, { lines: [{ lineId, quantity: 1 }], at })),
    n % 19 === 2 && (() => refundOrder(world, shop, order, { amountMinor: 137, at })),
    n % 23 === 4 && (() => refundOrder(world, shop, order, { shipping: 'full', at })),
    n % 13 === 5 &&
      (() => editOrder(world, shop, order, { setQuantity: [{ lineId, quantity: 0 }], at })),
    n % 11 === 6 && (() => cancelOrder(world, shop, order, { refund: true, at })),
  ];
  for (const happen of changes) {
    try {
      if (happen) happen();
    } catch (thrown) {
      if (!(thrown instanceof StandinRefusal)) throw thrown;
    }
  }
}

/** The webhook that tells an order as it is now. */
export function lastMessages(world: World, shop: Shop, orders: readonly Order[]): ShopMessage[] {
  return orders.map((order) => orderMessage(world, shop, order, 'orders/updated'));
}
