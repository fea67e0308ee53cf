import type { Minor, MoneyPair, Order, Refund, Shop, World } from '../state/world.ts';
import { orderMessage, refundMessage, type ShopMessage } from '../webhooks/messages.ts';
import { isNothing, minus, NOTHING, plus, share, sharePair, times } from './money.ts';
import { financialStatusOf, lineLeft, orderTotals } from './order-totals.ts';
import { StandinRefusal } from './refusal.ts';
import { touch } from './touch.ts';

export type RestockType = Refund['lines'][number]['restockType'];

export type RefundWish = {
  /** Everything that is left: all lines, shipping and tip. Excludes `lines`, `shipping` and `tip`. */
  full?: boolean | undefined;
  lines?:
    | readonly { lineId: bigint; quantity: number; restock?: RestockType | undefined }[]
    | undefined;
  /** Shipping to give back, without tax on top: all that is left, or an amount in shop minor units. */
  shipping?: 'full' | Minor | undefined;
  tip?: boolean | undefined;
  /**
   * What is really paid back, in shop minor units, when it is not the sum of the parts: the rest
   * becomes a refund_discrepancy. 0: the lines are taken back without any money.
   */
  amountMinor?: Minor | undefined;
  /** How lines of a full refund are restocked. */
  restock?: RestockType | undefined;
  note?: string | null | undefined;
  at?: number | undefined;
};

/**
 * Refunds (part of) an order and returns refunds/create and orders/updated. Throws StandinRefusal
 * when more is asked than the lines, the shipping or the payments hold.
 */
export function refundOrder(
  world: World,
  shop: Shop,
  order: Order,
  wish: RefundWish,
): ShopMessage[] {
  const refund = takeBack(world, order, wish);
  order.financialStatus = financialStatusOf(order);
  return [
    refundMessage(world, shop, order, refund),
    orderMessage(world, shop, order, 'orders/updated'),
  ];
}

/** Books the refund on the order; statuses and webhooks are the caller's. */
export function takeBack(
  world: World,
  order: Order,
  wish: RefundWish & { withoutMoney?: boolean },
): Refund {
  const before = orderTotals(order);
  const lines = wantedLines(order, wish).map((line) => refundLine(world, order, line));
  const shipping = shippingBack(order, wish.full ? 'full' : wish.shipping);
  const tip = wish.full || wish.tip ? before.currentTip : NOTHING;
  const onTop = (tax: MoneyPair) => (order.taxesIncluded ? NOTHING : tax);
  const parts = plus(
    ...lines.map((line) => plus(line.subtotal, onTop(line.tax))),
    plus(shipping.amount, onTop(shipping.tax)),
    tip,
  );
  const refundable = minus(before.received, before.refunded);
  const { cash, discrepancy } = moneyBack(wish, parts, refundable, before.outstanding);
  if (lines.length === 0 && isNothing(shipping.amount) && isNothing(cash)) {
    throw new StandinRefusal(`nothing to refund on ${order.name}`);
  }
  const at = touch(world, order, wish.at);
  const refund: Refund = {
    id: world.nextId(),
    createdAt: at,
    note: wish.note ?? null,
    restock: lines.some((line) => line.restockType !== 'no_restock'),
    lines,
    adjustments: [],
    transactions: isNothing(cash)
      ? []
      : [
          {
            id: world.nextId(),
            amount: cash,
            status: 'success',
            gateway: order.payments[0]?.gateway ?? 'manual',
          },
        ],
    tip,
  };
  if (!isNothing(shipping.amount)) {
    refund.adjustments.push({
      id: world.nextId(),
      kind: 'shipping_refund',
      reason: 'Shipping refund',
      amount: times(shipping.amount, -1),
      tax: times(shipping.tax, -1),
    });
  }
  if (!isNothing(discrepancy)) {
    refund.adjustments.push({
      id: world.nextId(),
      kind: 'refund_discrepancy',
      reason: 'Refund discrepancy',
      amount: discrepancy,
      tax: NOTHING,
    });
  }
  for (const { lineId, quantity } of lines) {
    const line = order.lines.find((candidate) => candidate.id === lineId);
    if (line) line.currentQuantity -= quantity;
  }
  order.refunds.push(refund);
  return refund;
}

function wantedLines(order: Order, wish: RefundWish) {
  if (!wish.full) return wish.lines ?? [];
  return order.lines
    .filter((line) => line.currentQuantity > 0)
    .map((line) => ({ lineId: line.id, quantity: line.currentQuantity, restock: wish.restock }));
}

/** The last units take what is left of the line, so that refunds of parts add up to the whole. */
function refundLine(
  world: World,
  order: Order,
  wanted: { lineId: bigint; quantity: number; restock?: RestockType | undefined },
): Refund['lines'][number] {
  const line = order.lines.find((candidate) => candidate.id === wanted.lineId);
  if (!line) throw new StandinRefusal(`${order.name} has no line ${wanted.lineId}`);
  if (
    !Number.isSafeInteger(wanted.quantity) ||
    wanted.quantity < 1 ||
    wanted.quantity > line.currentQuantity
  ) {
    throw new StandinRefusal(
      `line ${line.id} of ${order.name} has ${line.currentQuantity} to refund, not ${wanted.quantity}`,
    );
  }
  const left = lineLeft(order, line);
  return {
    id: world.nextId(),
    lineId: line.id,
    quantity: wanted.quantity,
    restockType: wanted.restock ?? 'no_restock',
    subtotal: sharePair(left.subtotal, wanted.quantity, line.currentQuantity),
    tax: sharePair(left.tax, wanted.quantity, line.currentQuantity),
  };
}

function shippingBack(order: Order, wish: RefundWish['shipping']) {
  if (wish === undefined || order.shipping === null) return { amount: NOTHING, tax: NOTHING };
  const { currentShipping: left } = orderTotals(order);
  const back = order.refunds
    .flatMap((refund) => refund.adjustments)
    .filter(({ kind }) => kind === 'shipping_refund');
  const taxLeft = plus(order.shipping.tax, ...back.map(({ tax }) => tax));
  if (wish === 'full') return { amount: left, tax: taxLeft };
  if (!Number.isSafeInteger(wish) || wish < 1 || wish > left.shop) {
    throw new StandinRefusal(`${order.name} has ${left.shop} of shipping to refund, not ${wish}`);
  }
  return { amount: sharePair(left, wish, left.shop), tax: sharePair(taxLeft, wish, left.shop) };
}

/**
 * How much goes back, and how far that is from the sum of the parts. Money that the customer has
 * paid too much (after an edit or a cancellation without refund) is no discrepancy: it is owed.
 */
function moneyBack(
  wish: RefundWish & { withoutMoney?: boolean },
  parts: MoneyPair,
  refundable: MoneyPair,
  outstanding: MoneyPair,
): { cash: MoneyPair; discrepancy: MoneyPair } {
  if (wish.withoutMoney) return { cash: NOTHING, discrepancy: NOTHING };
  if (wish.amountMinor === undefined) {
    const enough = parts.shop <= refundable.shop && parts.presentment <= refundable.presentment;
    return { cash: enough ? parts : refundable, discrepancy: NOTHING };
  }
  const amount = wish.amountMinor;
  if (!Number.isSafeInteger(amount) || amount < 0 || amount > refundable.shop) {
    throw new StandinRefusal(`${refundable.shop} can be refunded, not ${amount}`);
  }
  const extra = amount - parts.shop;
  if (extra <= 0) {
    const cash = extra === 0 ? parts : sharePair(parts, amount, parts.shop);
    return { cash, discrepancy: minus(parts, cash) };
  }
  const owed = Math.max(-outstanding.shop, 0);
  const fromOwed = Math.min(extra, owed);
  const rest = extra - fromOwed;
  const settled = owed === 0 ? NOTHING : sharePair(times(outstanding, -1), fromOwed, owed);
  const unforced = plus(parts, settled);
  const last = amount === refundable.shop;
  const beyond: MoneyPair = {
    shop: rest,
    presentment:
      last && rest > 0
        ? refundable.presentment - unforced.presentment
        : share(rest, refundable.presentment, refundable.shop),
  };
  return { cash: plus(unforced, beyond), discrepancy: minus(NOTHING, beyond) };
}
