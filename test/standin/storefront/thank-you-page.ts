import { escapeHtml } from '../http.ts';
import { orderTotals } from '../orders/order-totals.ts';
import { lineNet } from '../orders/pricing.ts';
import type { Order } from '../state/world.ts';
import { moneyText } from './money-text.ts';

export function thankYouPage(order: Order): string {
  const { total } = orderTotals(order);
  const lines = order.lines.map(
    (line) =>
      `<tr><td>${escapeHtml(line.title)} × ${line.quantity}</td><td class="num">${moneyText(lineNet(line).presentment, order.presentmentCurrency)}</td></tr>`,
  );
  return `<h1>Thank you!</h1>
<p>Your order <strong data-order-id="${order.id}">${escapeHtml(order.name)}</strong> is confirmed.</p>
<table><tbody>${lines.join('\n')}
<tr><td><strong>Total</strong></td><td class="num"><strong>${moneyText(total.presentment, order.presentmentCurrency)}</strong></td></tr></tbody></table>
<p><a class="button" href="/">Continue shopping</a></p>`;
}
