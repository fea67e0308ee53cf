import { z } from 'zod';
import type { RefundTelling } from '#app/domain/order-telling.ts';
import {
  countField,
  idField,
  instantField,
  listOf,
  optionalInstant,
  optionalText,
  readPayload,
} from './payload-fields.ts';
import { amountField, type Currencies, moneySetField, shopMinor } from './payload-money.ts';

const amount = amountField.nullish();

export const refundSchema = z.object({
  id: idField,
  created_at: instantField,
  processed_at: optionalInstant,
  refund_line_items: listOf(
    z.object({
      id: idField,
      line_item_id: idField,
      quantity: countField,
      restock_type: optionalText(40),
      subtotal: amount,
      subtotal_set: moneySetField,
      total_tax: amount,
      total_tax_set: moneySetField,
    }),
  ),
  order_adjustments: listOf(
    z.object({
      id: idField,
      kind: optionalText(40),
      amount,
      amount_set: moneySetField,
      tax_amount: amount,
      tax_amount_set: moneySetField,
    }),
  ),
  transactions: listOf(
    z.object({
      kind: optionalText(40),
      status: optionalText(40),
      amount,
      amount_set: moneySetField,
      currency: optionalText(10),
    }),
  ),
});

type RefundPayload = z.output<typeof refundSchema>;

const refundWebhookSchema = refundSchema.extend({ order_id: idField });

/** The order that a body of refunds/create is about. @throws AppError invalid_payload */
export function refundOrderFromPayload(json: unknown): bigint {
  return readPayload('refund', refundWebhookSchema, json).order_id;
}

/**
 * The body of refunds/create. `currency`: the shop's, for versions that name none.
 * @throws AppError invalid_payload, invalid_amount
 */
export function refundFromPayload(json: unknown, currency: string): RefundTelling {
  const payload = readPayload('refund', refundWebhookSchema, json);
  return refundOf(payload, statedCurrency(payload) ?? currency);
}

/** The shop's currency as the refund itself names it; null in versions that do not. */
function statedCurrency(payload: RefundPayload): string | null {
  const sets = [
    ...payload.refund_line_items.map((line) => line.subtotal_set),
    ...payload.order_adjustments.map((adjustment) => adjustment.amount_set),
    ...payload.transactions.map((transaction) => transaction.amount_set),
  ];
  return sets.find((set) => set)?.shop_money.currency_code ?? null;
}

/** A refund, alone or inside an order, in the shop's `currency`. */
export function refundOf(payload: RefundPayload, currency: string): RefundTelling {
  const currencies: Currencies = { shop: currency, presentment: currency };
  const refund = {
    refundId: payload.id,
    createdAt: payload.created_at,
    processedAt: payload.processed_at ?? payload.created_at,
    currency,
    lines: payload.refund_line_items.map((line) => ({
      refundLineId: line.id,
      lineId: line.line_item_id,
      quantity: line.quantity,
      restockType: line.restock_type ?? 'no_restock',
      subtotalMinor: shopMinor(line.subtotal_set, line.subtotal, currencies),
      taxMinor: shopMinor(line.total_tax_set, line.total_tax, currencies),
    })),
    adjustments: payload.order_adjustments.map((adjustment) => ({
      adjustmentId: adjustment.id,
      kind: adjustment.kind ?? 'refund_discrepancy',
      amountMinor: shopMinor(adjustment.amount_set, adjustment.amount, currencies),
      taxMinor: shopMinor(adjustment.tax_amount_set, adjustment.tax_amount, currencies),
    })),
  };
  return { ...refund, paidBackMinor: paidBack(payload, currencies) };
}

/** Money that really went back. A transaction in the buyer's currency without a set cannot be told in the shop's. */
function paidBack(payload: RefundPayload, currencies: Currencies): bigint {
  return payload.transactions
    .filter(({ kind, status }) => kind === 'refund' && status === 'success')
    .filter(({ amount_set, currency }) => amount_set || !currency || currency === currencies.shop)
    .reduce((sum, paid) => sum + shopMinor(paid.amount_set, paid.amount, currencies), 0n);
}
