import type { CodeTelling, LineTelling, OrderTelling } from '#app/domain/order-telling.ts';
import { toJson } from './json-rows.server.ts';
import type { Statements } from './statements.server.ts';

/** The head of an order as it is stored: what Shopify told, less what is kept elsewhere or not at all. */
export type OrderHead = Omit<OrderTelling, 'email' | 'lines' | 'codes' | 'refunds'> & {
  /** Settles which of two tellings with one updated-at is the newer. */
  sourceRank: string;
  erasedAt: Date | null;
};

/** Lets one transaction at a time change a shop's orders, so that no telling is weighed against a stale one. */
export async function lockOrders(tx: Statements, shopId: number): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(1, ${shopId}::int)`;
}

export async function findOrder(
  tx: Statements,
  shopId: number,
  orderId: bigint,
): Promise<OrderHead | null> {
  const rows = await tx.$queryRaw<OrderHead[]>`
    select order_id as "orderId", name, customer_id as "customerId", test, source_name as "sourceName",
      financial_status as "financialStatus", created_at as "createdAt", processed_at as "processedAt",
      source_updated_at as "updatedAt", source_rank as "sourceRank", cancelled_at as "cancelledAt", currency,
      presentment_currency as "presentmentCurrency", taxes_included as "taxesIncluded",
      total_minor as "totalMinor", presentment_total_minor as "presentmentTotalMinor",
      discount_minor as "discountMinor", tax_minor as "taxMinor", shipping_minor as "shippingMinor",
      tip_minor as "tipMinor", cart_token as "cartToken", checkout_token as "checkoutToken",
      landing_site as "landingSite", referring_site as "referringSite", attributes, erased_at as "erasedAt"
    from "order" where shop_id = ${shopId}::int and order_id = ${orderId}::bigint`;
  return rows[0] ?? null;
}

/** The codes of an order in its own order. */
export async function codesOfOrder(
  tx: Statements,
  shopId: number,
  orderId: bigint,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ code: string }[]>`
    select code from order_discount_code
    where shop_id = ${shopId}::int and order_id = ${orderId}::bigint order by position`;
  return rows.map(({ code }) => code);
}

/** Writes the head of an order over whatever was there. */
export async function putOrderHead(
  tx: Statements,
  shopId: number,
  order: OrderHead,
): Promise<void> {
  await tx.$executeRaw`
    insert into "order" as known (shop_id, order_id, name, customer_id, test, source_name, financial_status,
      created_at, processed_at, source_updated_at, source_rank, cancelled_at, currency, presentment_currency,
      taxes_included, total_minor, presentment_total_minor, discount_minor, tax_minor, shipping_minor, tip_minor,
      cart_token, checkout_token, landing_site, referring_site, attributes, erased_at)
    select ${shopId}::int, "orderId", name, "customerId", test, "sourceName", "financialStatus",
      "createdAt", "processedAt", "updatedAt", "sourceRank", "cancelledAt", currency, "presentmentCurrency",
      "taxesIncluded", "totalMinor", "presentmentTotalMinor", "discountMinor", "taxMinor", "shippingMinor", "tipMinor",
      "cartToken", "checkoutToken", "landingSite", "referringSite", attributes, "erasedAt"
    from jsonb_to_record(${toJson(order)}::jsonb) as o("orderId" bigint, name text, "customerId" bigint, test boolean,
      "sourceName" text, "financialStatus" text, "createdAt" timestamptz, "processedAt" timestamptz,
      "updatedAt" timestamptz, "sourceRank" text, "cancelledAt" timestamptz, currency text,
      "presentmentCurrency" text, "taxesIncluded" boolean, "totalMinor" bigint, "presentmentTotalMinor" bigint,
      "discountMinor" bigint, "taxMinor" bigint, "shippingMinor" bigint, "tipMinor" bigint, "cartToken" text,
      "checkoutToken" text, "landingSite" text, "referringSite" text, attributes jsonb, "erasedAt" timestamptz)
    on conflict (shop_id, order_id) do update set
      name = excluded.name, customer_id = excluded.customer_id, test = excluded.test,
      source_name = excluded.source_name, financial_status = excluded.financial_status,
      created_at = excluded.created_at, processed_at = excluded.processed_at,
      source_updated_at = excluded.source_updated_at, source_rank = excluded.source_rank,
      cancelled_at = excluded.cancelled_at, currency = excluded.currency,
      presentment_currency = excluded.presentment_currency, taxes_included = excluded.taxes_included,
      total_minor = excluded.total_minor, presentment_total_minor = excluded.presentment_total_minor,
      discount_minor = excluded.discount_minor, tax_minor = excluded.tax_minor,
      shipping_minor = excluded.shipping_minor, tip_minor = excluded.tip_minor,
      cart_token = excluded.cart_token, checkout_token = excluded.checkout_token,
      landing_site = excluded.landing_site, referring_site = excluded.referring_site,
      attributes = excluded.attributes, erased_at = excluded.erased_at`;
}

/** An order's lines and codes; those that were there and are not named are gone. `codeKey`: the normalised code. */
export async function putOrderParts(
  tx: Statements,
  shopId: number,
  orderId: bigint,
  lines: readonly LineTelling[],
  codes: readonly (CodeTelling & { codeKey: string })[],
): Promise<void> {
  const lineRows = toJson(lines.map((line, position) => ({ ...line, position })));
  const codeRows = toJson(codes.map((code, position) => ({ ...code, position })));
  await tx.$executeRaw`
    with told as (
      select * from jsonb_to_recordset(${lineRows}::jsonb) as l(
        "lineId" bigint, position int, "productId" bigint, "variantId" bigint, title text, sku text,
        quantity int, "currentQuantity" int, "unitPriceMinor" bigint, "discountMinor" bigint, "taxMinor" bigint,
        "presentmentUnitPriceMinor" bigint, "presentmentDiscountMinor" bigint, "presentmentTaxMinor" bigint,
        "isGiftCard" boolean)
    ), used as (
      select * from jsonb_to_recordset(${codeRows}::jsonb)
        as c(position int, code text, "codeKey" text, type text, "amountMinor" bigint)
    ), gone_lines as (
      delete from order_line where shop_id = ${shopId}::int and order_id = ${orderId}::bigint
        and line_id not in (select "lineId" from told)
    ), gone_codes as (
      delete from order_discount_code where shop_id = ${shopId}::int and order_id = ${orderId}::bigint
        and position not in (select position from used)
    ), put_codes as (
      insert into order_discount_code (shop_id, order_id, position, code, code_key, type, amount_minor)
      select ${shopId}::int, ${orderId}::bigint, position, code, "codeKey", type, "amountMinor" from used
      on conflict (shop_id, order_id, position) do update set
        code = excluded.code, code_key = excluded.code_key, type = excluded.type,
        amount_minor = excluded.amount_minor
    )
    insert into order_line (shop_id, order_id, line_id, position, product_id, variant_id, title, sku, quantity,
      current_quantity, unit_price_minor, discount_minor, tax_minor, presentment_unit_price_minor,
      presentment_discount_minor, presentment_tax_minor, is_gift_card)
    select ${shopId}::int, ${orderId}::bigint, "lineId", position, "productId", "variantId", title, sku, quantity,
      "currentQuantity", "unitPriceMinor", "discountMinor", "taxMinor", "presentmentUnitPriceMinor",
      "presentmentDiscountMinor", "presentmentTaxMinor", "isGiftCard" from told
    on conflict (shop_id, order_id, line_id) do update set
      position = excluded.position, product_id = excluded.product_id, variant_id = excluded.variant_id,
      title = excluded.title, sku = excluded.sku, quantity = excluded.quantity,
      current_quantity = excluded.current_quantity, unit_price_minor = excluded.unit_price_minor,
      discount_minor = excluded.discount_minor, tax_minor = excluded.tax_minor,
      presentment_unit_price_minor = excluded.presentment_unit_price_minor,
      presentment_discount_minor = excluded.presentment_discount_minor,
      presentment_tax_minor = excluded.presentment_tax_minor, is_gift_card = excluded.is_gift_card`;
}
