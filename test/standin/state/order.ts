import type { Address, Minor } from './world.ts';

/** A discount as it was applied to one order; `index` is its place in discount_applications. */
export type DiscountApplication = {
  type: 'discount_code' | 'automatic' | 'manual';
  code: string | null;
  title: string;
  valueType: 'percentage' | 'fixed_amount';
  value: string;
  targetType: 'line_item' | 'shipping_line';
  allocationMethod: 'across' | 'each';
  targetSelection?: 'all' | 'entitled';
};

/** Shop money and presentment money of one amount. */
export type MoneyPair = { shop: Minor; presentment: Minor };

export type OrderLine = {
  id: bigint;
  productId: bigint | null;
  variantId: bigint | null;
  title: string;
  variantTitle: string | null;
  sku: string;
  quantity: number;
  /** After edits and refunds. */
  currentQuantity: number;
  unitPrice: MoneyPair;
  isGiftCard: boolean;
  taxable: boolean;
  requiresShipping: boolean;
  properties: { name: string; value: string }[];
  allocations: { applicationIndex: number; amount: MoneyPair }[];
  tax: MoneyPair;
};

export type Refund = {
  id: bigint;
  createdAt: number;
  note: string | null;
  restock: boolean;
  lines: {
    id: bigint;
    lineId: bigint;
    quantity: number;
    restockType: 'no_restock' | 'return' | 'cancel';
    subtotal: MoneyPair;
    tax: MoneyPair;
  }[];
  /** amount: negative takes more from the merchant than the lines say, positive keeps some back. */
  adjustments: {
    id: bigint;
    kind: 'shipping_refund' | 'refund_discrepancy';
    reason: string;
    amount: MoneyPair;
    tax: MoneyPair;
  }[];
  transactions: { id: bigint; amount: MoneyPair; status: 'success' | 'failure'; gateway: string }[];
  /** The part of the transactions that gives a tip back: no line and no adjustment speaks of it. */
  tip: MoneyPair;
};

export type Visit = {
  id: bigint;
  landingPage: string;
  referrerUrl: string | null;
  occurredAt: number;
  utm: { source?: string; medium?: string; campaign?: string; content?: string; term?: string };
};

export type Order = {
  id: bigint;
  number: number;
  name: string;
  test: boolean;
  sourceName: string;
  createdAt: number;
  processedAt: number;
  updatedAt: number;
  cancelledAt: number | null;
  cancelReason: string | null;
  edited: boolean;
  financialStatus:
    | 'pending'
    | 'partially_paid'
    | 'paid'
    | 'partially_refunded'
    | 'refunded'
    | 'voided';
  currency: string;
  presentmentCurrency: string;
  taxesIncluded: boolean;
  customerId: bigint | null;
  email: string | null;
  cartToken: string | null;
  checkoutToken: string | null;
  landingSite: string | null;
  referringSite: string | null;
  browserIp: string | null;
  userAgent: string | null;
  attributes: { name: string; value: string }[];
  discountCodes: {
    code: string;
    amount: MoneyPair;
    type: 'percentage' | 'fixed_amount' | 'shipping';
  }[];
  applications: DiscountApplication[];
  lines: OrderLine[];
  shipping: { title: string; price: MoneyPair; discount: MoneyPair; tax: MoneyPair } | null;
  shippingAddress: Address | null;
  tip: MoneyPair;
  note: string | null;
  /** Total of the order when it was placed. */
  originalTotal: MoneyPair;
  /** Money received, oldest first. */
  payments: { id: bigint; at: number; amount: MoneyPair; gateway: string }[];
  refunds: Refund[];
  visits: Visit[];
  /** customerJourneySummary is not ready before this instant. */
  journeyReadyAt: number;
};
