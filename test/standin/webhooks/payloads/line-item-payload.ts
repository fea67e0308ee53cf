import { NOTHING, plus } from '../../orders/money.ts';
import type { Order, OrderLine, Shop } from '../../state/world.ts';
import { gid } from '../../state/world.ts';
import { money, moneySet, taxLines } from './payload-parts.ts';

/** A line item as order and refund bodies carry it. */
export function lineItemPayload(shop: Shop, order: Order, line: OrderLine) {
  const discount = plus(...line.allocations.map(({ amount }) => amount));
  // total_discount speaks of discounts put on the line by hand, which do not exist here.
  return {
    id: line.id,
    admin_graphql_api_id: gid('LineItem', line.id),
    product_id: line.productId,
    variant_id: line.variantId,
    title: line.title,
    variant_title: line.variantTitle,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    sku: line.sku,
    vendor: (line.productId === null ? null : shop.products.get(line.productId)?.vendor) ?? null,
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    fulfillable_quantity: line.requiresShipping ? line.currentQuantity : 0,
    fulfillment_status: null,
    price: money(order, line.unitPrice),
    price_set: moneySet(order, line.unitPrice),
    total_discount: money(order, NOTHING),
    total_discount_set: moneySet(order, NOTHING),
    gift_card: line.isGiftCard,
    taxable: line.taxable,
    requires_shipping: line.requiresShipping,
    product_exists: line.productId !== null && shop.products.has(line.productId),
    grams: 0,
    properties: line.properties.map(({ name, value }) => ({ name, value })),
    tax_lines: taxLines(shop, order, line.tax),
    discount_allocations:
      discount.shop === 0 && discount.presentment === 0
        ? []
        : line.allocations.map(({ amount, applicationIndex }) => ({
            amount: money(order, amount),
            amount_set: moneySet(order, amount),
            discount_application_index: applicationIndex,
          })),
    duties: [],
  };
}
