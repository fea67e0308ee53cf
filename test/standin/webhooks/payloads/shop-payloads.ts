import type { EditChange } from '../../orders/edit-order.ts';
import type { BulkOperation, Customer, Discount, Order, Shop, World } from '../../state/world.ts';
import { gid } from '../../state/world.ts';
import { shopTime, shopTimeOrNull } from './payload-parts.ts';

/** app/uninstalled carries the shop. */
export function shopPayload(shop: Shop, now: number) {
  return {
    id: shop.id,
    name: shop.name,
    email: shop.email,
    domain: shop.domain,
    province: null,
    country: 'US',
    address1: null,
    zip: null,
    city: null,
    source: null,
    phone: null,
    latitude: null,
    longitude: null,
    primary_locale: 'en',
    currency: shop.currency,
    iana_timezone: shop.timeZone,
    shop_owner: 'Shop Owner',
    money_format: '{{amount}}',
    taxes_included: shop.taxesIncluded,
    plan_name: shop.plan,
    plan_display_name: shop.plan,
    myshopify_domain: shop.domain,
    updated_at: shopTime(shop, now),
  };
}

export function scopesUpdatePayload(
  world: World,
  shop: Shop,
  change: { previous: string[]; current: string[] },
) {
  return {
    id: shop.id,
    previous: change.previous,
    current: change.current,
    updated_at: shopTime(shop, world.clock.now()),
  };
}

export function orderEditPayload(
  shop: Shop,
  order: Order,
  edit: {
    id: bigint;
    additions: EditChange[];
    removals: EditChange[];
    note: string | null;
    at: number;
  },
) {
  const changes = (list: EditChange[]) => list.map(({ lineId, delta }) => ({ id: lineId, delta }));
  return {
    order_edit: {
      id: edit.id,
      app_id: null,
      created_at: shopTime(shop, edit.at),
      notify_customer: false,
      order_id: order.id,
      staff_note: edit.note ?? '',
      user_id: null,
      line_items: { additions: changes(edit.additions), removals: changes(edit.removals) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}

export function discountPayload(shop: Shop, discount: Discount, now: number) {
  const ended = discount.endsAt !== null && now >= discount.endsAt;
  const status =
    !discount.active || ended ? 'EXPIRED' : now < discount.startsAt ? 'SCHEDULED' : 'ACTIVE';
  return {
    admin_graphql_api_id: gid('DiscountCodeNode', discount.id),
    title: discount.title,
    status,
    created_at: shopTime(shop, discount.createdAt),
    updated_at: shopTime(shop, discount.updatedAt),
  };
}

export function discountDeletePayload(shop: Shop, discount: Discount, now: number) {
  return {
    admin_graphql_api_id: gid('DiscountCodeNode', discount.id),
    deleted_at: shopTime(shop, now),
  };
}

export function bulkOperationPayload(shop: Shop, operation: BulkOperation) {
  return {
    admin_graphql_api_id: gid('BulkOperation', operation.id),
    completed_at: shopTimeOrNull(shop, operation.completedAt),
    created_at: shopTime(shop, operation.createdAt),
    error_code: operation.errorCode?.toLowerCase() ?? null,
    status: operation.status.toLowerCase(),
    type: 'query',
  };
}

export function dataRequestPayload(
  shop: Shop,
  customer: Customer,
  orders: readonly Order[],
  requestId: bigint,
) {
  return {
    shop_id: shop.id,
    shop_domain: shop.domain,
    orders_requested: orders.map(({ id }) => id),
    customer: { id: customer.id, email: customer.email, phone: customer.phone },
    data_request: { id: requestId },
  };
}

export function customerRedactPayload(shop: Shop, customer: Customer, orders: readonly Order[]) {
  return {
    shop_id: shop.id,
    shop_domain: shop.domain,
    customer: { id: customer.id, email: customer.email, phone: customer.phone },
    orders_to_redact: orders.map(({ id }) => id),
  };
}

export function shopRedactPayload(shop: Shop) {
  return { shop_id: shop.id, shop_domain: shop.domain };
}
