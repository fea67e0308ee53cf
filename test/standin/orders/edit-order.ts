import type { Order, OrderLine, Refund, Shop, World } from '../state/world.ts';
import {
  editMessage,
  orderMessage,
  refundMessage,
  type ShopMessage,
} from '../webhooks/messages.ts';
import { NOTHING, plus } from './money.ts';
import { financialStatusOf, lineLeft } from './order-totals.ts';
import { cartLine, findVariant } from './place-order.ts';
import { converter, lineNet } from './pricing.ts';
import { type RestockType, takeBack } from './refund-order.ts';
import { StandinRefusal } from './refusal.ts';
import { taxOn } from './tax.ts';
import { touch } from './touch.ts';

export type EditWish = {
  add?: readonly { variantId: bigint; quantity: number }[] | undefined;
  setQuantity?: readonly { lineId: bigint; quantity: number }[] | undefined;
  restock?: RestockType | undefined;
  note?: string | null | undefined;
  at?: number | undefined;
};

export type EditChange = { lineId: bigint; delta: number };

/**
 * Edits an order. Removed units are booked as Shopify does: a refund of lines without money, so that
 * a paid order then owes the customer something. Added units cost the full price, since codes are not
 * applied again; more of a discounted line therefore becomes a line of its own.
 * Returns orders/edited, refunds/create for removals, orders/updated.
 */
export function editOrder(world: World, shop: Shop, order: Order, wish: EditWish): ShopMessage[] {
  if (order.cancelledAt !== null) throw new StandinRefusal(`${order.name} is cancelled`);
  const changes = (wish.setQuantity ?? []).map(({ lineId, quantity }) => {
    const line = order.lines.find((candidate) => candidate.id === lineId);
    if (!line) throw new StandinRefusal(`${order.name} has no line ${lineId}`);
    if (!Number.isSafeInteger(quantity) || quantity < 0) {
      throw new StandinRefusal('a quantity is a whole number of at least 0');
    }
    return { line, delta: quantity - line.currentQuantity };
  });
  for (const { variantId } of wish.add ?? []) findVariant(shop, variantId);
  const additions: EditChange[] = [];
  for (const { line, delta } of changes) {
    if (delta > 0) additions.push(increase(world, shop, order, line, delta));
  }
  for (const { variantId, quantity } of wish.add ?? []) {
    additions.push(addLine(world, shop, order, variantId, quantity));
  }
  const removals = changes
    .filter(({ delta }) => delta < 0)
    .map(({ line, delta }) => ({ lineId: line.id, delta: -delta }));
  if (additions.length === 0 && removals.length === 0) {
    throw new StandinRefusal('the edit changes nothing');
  }
  let refund: Refund | null = null;
  if (removals.length > 0) {
    refund = takeBack(world, order, {
      lines: removals.map(({ lineId, delta }) => ({
        lineId,
        quantity: delta,
        restock: wish.restock ?? 'cancel',
      })),
      withoutMoney: true,
      note: wish.note,
      at: wish.at,
    });
  }
  const at = refund === null ? touch(world, order, wish.at) : refund.createdAt;
  order.edited = true;
  order.financialStatus = financialStatusOf(order);
  return [
    editMessage(world, shop, order, { additions, removals, note: wish.note ?? null, at }),
    ...(refund === null ? [] : [refundMessage(world, shop, order, refund)]),
    orderMessage(world, shop, order, 'orders/updated'),
  ];
}

function increase(
  world: World,
  shop: Shop,
  order: Order,
  line: OrderLine,
  delta: number,
): EditChange {
  if (line.allocations.length > 0 || line.variantId === null) {
    if (line.variantId === null) throw new StandinRefusal(`line ${line.id} has no variant`);
    return addLine(world, shop, order, line.variantId, delta);
  }
  // A line from which units were taken keeps its refunds' sums: more units come as a new line.
  if (line.currentQuantity !== line.quantity || lineLeft(order, line).tax.shop !== line.tax.shop) {
    return addLine(world, shop, order, line.variantId, delta);
  }
  line.quantity += delta;
  line.currentQuantity += delta;
  line.tax = lineTax(shop, line);
  return { lineId: line.id, delta };
}

function addLine(
  world: World,
  shop: Shop,
  order: Order,
  variantId: bigint,
  quantity: number,
): EditChange {
  const { line, product, variant } = cartLine(shop, { variantId, quantity });
  const added: OrderLine = {
    id: world.nextId(),
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    variantTitle: variant.title === 'Default Title' ? null : variant.title,
    sku: variant.sku,
    quantity,
    currentQuantity: quantity,
    unitPrice: {
      shop: line.unitPriceMinor,
      presentment: converter(shop, order.presentmentCurrency)(line.unitPriceMinor),
    },
    isGiftCard: line.isGiftCard,
    taxable: line.taxable,
    requiresShipping: line.requiresShipping,
    properties: [],
    allocations: [],
    tax: NOTHING,
  };
  added.tax = lineTax(shop, added);
  order.lines.push(added);
  return { lineId: added.id, delta: quantity };
}

function lineTax(shop: Shop, line: OrderLine) {
  return line.taxable && !line.isGiftCard ? taxOn(shop, plus(lineNet(line))) : NOTHING;
}
