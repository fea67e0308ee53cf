import { escapeHtml } from '../http.ts';
import { formatMinor } from '../orders/money.ts';
import { orderTotals } from '../orders/order-totals.ts';
import type { MoneyPair, Order, Shop, World } from '../state/world.ts';
import { adminPage, inShopTime, table } from './layout.ts';

/** One order with its lines and sums, and what a merchant does with an order. */
export function orderPage(world: World, shop: Shop, order: Order): string {
  const money = (amount: MoneyPair) =>
    `${formatMinor(amount.shop, order.currency)} ${order.currency}`;
  const totals = orderTotals(order);
  const sums: [string, MoneyPair][] = [
    ['Subtotal', totals.currentSubtotal],
    ['Discounts', totals.currentDiscounts],
    ['Shipping', totals.currentShipping],
    ['Tax', totals.currentTax],
    ['Total', totals.currentTotal],
    ['Refunded', totals.refunded],
  ];
  const lines = order.lines.map((line) => [
    escapeHtml(line.variantTitle ? `${line.title}, ${line.variantTitle}` : line.title),
    `${line.currentQuantity} of ${line.quantity}`,
    money(line.unitPrice),
    line.currentQuantity > 0 ? lineForms(shop, order, line.id, line.currentQuantity) : '',
  ]);
  const facts: [string, string][] = [
    ['Placed', inShopTime(shop, order.processedAt)],
    ['Customer', order.email ?? 'none'],
    ['Codes', order.discountCodes.map(({ code }) => code).join(', ') || 'none'],
    ['Payment', order.financialStatus.replaceAll('_', ' ')],
    ['Landing site', order.landingSite ?? 'unknown'],
    ['Referring site', order.referringSite ?? 'none'],
    ['Cancelled', order.cancelledAt === null ? 'no' : inShopTime(shop, order.cancelledAt)],
  ];
  const list = (pairs: [string, string][]) =>
    `<dl class="card">${pairs.map(([term, text]) => `<dt>${term}</dt><dd>${escapeHtml(text)}</dd>`).join('')}</dl>`;
  return adminPage(world, shop, {
    place: 'orders',
    title: `Order ${order.name}`,
    main: `<h1>Order ${escapeHtml(order.name)}${order.test ? ' (test)' : ''}</h1>
<div class="actions">
${action(shop, order, 'pay', 'Mark as paid', {}, order.financialStatus !== 'pending')}
${action(shop, order, 'refund', 'Refund everything', { full: true }, totals.currentTotal.shop === 0)}
${action(shop, order, 'cancel', 'Cancel and refund', { reason: 'customer', refund: true }, order.cancelledAt !== null)}
</div>
<p id="answer" role="status"></p>
${table('Lines', ['Product', 'Quantity', 'Price', 'Actions'], lines, 'No lines.')}
${list(sums.map(([label, amount]): [string, string] => [label, money(amount)]))}
${list(facts)}`,
    scripts: '<script type="module" src="/__admin/order-actions.js"></script>',
  });
}

/** A button that sends JSON to the control API; `order-actions.js` carries it out. */
function action(
  shop: Shop,
  order: Order,
  verb: 'pay' | 'refund' | 'cancel' | 'edit',
  label: string,
  body: object,
  disabled = false,
): string {
  const url = `/__control/shops/${shop.domain}/orders/${order.id}/${verb}`;
  const json = escapeHtml(JSON.stringify(body));
  return `<button type="button" data-control="${url}" data-body="${json}"${disabled ? ' disabled' : ''}>${label}</button>`;
}

function lineForms(shop: Shop, order: Order, lineId: bigint, quantity: number): string {
  const id = lineId.toString();
  const refund = { lines: [{ lineId: id, quantity: 1, restock: 'return' }] };
  const keep = { lines: [{ lineId: id, quantity: 1, restock: 'no_restock' }] };
  return [
    action(shop, order, 'refund', 'Refund one', refund),
    action(shop, order, 'refund', 'Refund one, no restock', keep),
    action(shop, order, 'edit', 'Add one', { lineId: id, quantity: quantity + 1 }),
  ].join(' ');
}
