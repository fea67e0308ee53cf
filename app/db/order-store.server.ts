import type { CodeTelling, LineTelling, OrderTelling } from '#app/domain/order-telling.ts';
import type { Tx } from './client.server.ts';
import { toJson } from './json-rows.server.ts';

/** The head of an order as it is stored: what Shopify told, less what is kept elsewhere or not at all. */
export type OrderHead = Omit<OrderTelling, 'email' | 'lines' | 'codes' | 'refunds'> & {
  /** Settles which of two tellings with one updated-at is the newer. */
  sourceRank: string;
  erasedAt: Date | null;
};

/** Lets one transaction at a time change a shop's orders, so that no telling is weighed against a stale one. */
export async function lockOrders(tx: Tx, shopId: number): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(1, ${shopId}::int)`;
}

export async function findOrder(
  tx: Tx,
  shopId: number,
  orderId: bigint,
): Promise<OrderHead | null> {
  const row = await tx.order.findUnique({ where: { shopId_orderId: { shopId, orderId } } });
  if (!row) return null;
  const { shopId: _, receivedAt: __, sourceUpdatedAt, attributes, ...rest } = row;
  return {
    ...rest,
    updatedAt: sourceUpdatedAt,
    attributes: attributes as { name: string; value: string }[],
  };
}

/** The codes of an order in its own order. */
export async function codesOfOrder(tx: Tx, shopId: number, orderId: bigint): Promise<string[]> {
  const rows = await tx.orderDiscountCode.findMany({
    where: { shopId, orderId },
    orderBy: { position: 'asc' },
    select: { code: true },
  });
  return rows.map(({ code }) => code);
}

/** Writes the head of an order over whatever was there. */
export async function putOrderHead(tx: Tx, shopId: number, order: OrderHead): Promise<void> {
  const { updatedAt, attributes, ...rest } = order;
  const data = {
    ...rest,
    sourceUpdatedAt: updatedAt,
    attributes: attributes.map(({ name, value }) => ({ name, value })),
  };
  await tx.order.upsert({
    where: { shopId_orderId: { shopId, orderId: order.orderId } },
    create: { shopId, ...data },
    update: data,
  });
}

/** An order's lines and codes; those that were there and are not named are gone. `codeKey`: the normalised code. */
export async function putOrderParts(
  tx: Tx,
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
      delete from order_line where shop_id = ${shopId} and order_id = ${orderId}
        and line_id not in (select "lineId" from told)
    ), gone_codes as (
      delete from order_discount_code where shop_id = ${shopId} and order_id = ${orderId}
        and position not in (select position from used)
    ), put_codes as (
      insert into order_discount_code (shop_id, order_id, position, code, code_key, type, amount_minor)
      select ${shopId}, ${orderId}, position, code, "codeKey", type, "amountMinor" from used
      on conflict (shop_id, order_id, position) do update set
        code = excluded.code, code_key = excluded.code_key, type = excluded.type,
        amount_minor = excluded.amount_minor
    )
    insert into order_line (shop_id, order_id, line_id, position, product_id, variant_id, title, sku, quantity,
      current_quantity, unit_price_minor, discount_minor, tax_minor, presentment_unit_price_minor,
      presentment_discount_minor, presentment_tax_minor, is_gift_card)
    select ${shopId}, ${orderId}, "lineId", position, "productId", "variantId", title, sku, quantity,
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
