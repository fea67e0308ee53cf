import { orderTotals } from '../../../orders/order-totals.ts';
import type { Order } from '../../../state/world.ts';
import type { ApiContext } from '../../engine/api-context.ts';
import { notStoodIn } from '../../engine/api-error.ts';
import { type Filters, search } from '../../engine/search-query.ts';

const DAY_MS = 86_400_000;

/** How far back an app sees without read_all_orders. */
const VISIBLE_DAYS = 60;

const orderFilters: Filters<Order> = {
  default: { kind: 'exact', of: (order) => [order.name, order.email] },
  name: { kind: 'exact', of: (order) => [order.name, String(order.number)] },
  email: { kind: 'exact', of: (order) => [order.email] },
  id: { kind: 'number', of: (order) => order.id },
  customer_id: { kind: 'number', of: (order) => order.customerId ?? 0n },
  created_at: { kind: 'time', of: (order) => order.createdAt },
  processed_at: { kind: 'time', of: (order) => order.processedAt },
  updated_at: { kind: 'time', of: (order) => order.updatedAt },
  // As in the real one: only the first code of an order is found.
  discount_code: { kind: 'exact', of: (order) => [order.discountCodes[0]?.code ?? null] },
  financial_status: { kind: 'exact', of: (order) => [order.financialStatus] },
  status: {
    kind: 'exact',
    of: (order) => ['any', order.cancelledAt === null ? 'open' : 'cancelled'],
  },
  test: { kind: 'exact', of: (order) => [String(order.test)] },
  source_name: { kind: 'exact', of: (order) => [order.sourceName] },
  cart_token: { kind: 'exact', of: (order) => [order.cartToken] },
  checkout_token: { kind: 'exact', of: (order) => [order.checkoutToken] },
};

const SORTS: Record<string, (order: Order) => number | bigint> = {
  PROCESSED_AT: (order) => order.processedAt,
  CREATED_AT: (order) => order.createdAt,
  UPDATED_AT: (order) => order.updatedAt,
  ID: (order) => order.id,
  RELEVANCE: (order) => order.id,
  ORDER_NUMBER: (order) => order.number,
  TOTAL_PRICE: (order) => order.originalTotal.shop,
  CURRENT_TOTAL_PRICE: (order) => orderTotals(order).currentTotal.shop,
};

/** Whether the app may see an order: the last 60 days, or any with read_all_orders. */
export function isVisible(order: Order, { world, scopes }: ApiContext): boolean {
  if (scopes.has('read_all_orders')) return true;
  return order.createdAt >= world.clock.now() - VISIBLE_DAYS * DAY_MS;
}

/** The visible orders that a search finds, sorted (ties by id). */
export function findOrders(
  orders: Iterable<Order>,
  args: { query?: string | null; sortKey?: string },
  context: ApiContext,
): Order[] {
  const sortKey = args.sortKey ?? 'PROCESSED_AT';
  const keyOf = SORTS[sortKey];
  if (!keyOf) throw notStoodIn(`sort of orders by ${sortKey}`);
  const visible = [...orders].filter((order) => isVisible(order, context));
  return search(visible, args.query, orderFilters).sort((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left !== right) return left < right ? -1 : 1;
    return a.id < b.id ? -1 : 1;
  });
}
