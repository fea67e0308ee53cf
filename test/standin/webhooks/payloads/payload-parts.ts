import { DateTime } from 'luxon';
import { formatMinor } from '../../orders/money.ts';
import type { Address, Customer, MoneyPair, Order, Shop } from '../../state/world.ts';
import { gid } from '../../state/world.ts';

type Currencies = Pick<Order, 'currency' | 'presentmentCurrency'>;

/** ISO 8601 in the shop's time zone to the second, "2026-03-01T09:30:00-05:00". */
export function shopTime(shop: Pick<Shop, 'timeZone'>, epochMs: number): string {
  return DateTime.fromMillis(epochMs, { zone: shop.timeZone }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
}

export function shopTimeOrNull(shop: Pick<Shop, 'timeZone'>, epochMs: number | null) {
  return epochMs === null ? null : shopTime(shop, epochMs);
}

/** Shop money as a decimal string. */
export function money(order: Currencies, amount: MoneyPair): string {
  return formatMinor(amount.shop, order.currency);
}

export function moneySet(order: Currencies, amount: MoneyPair) {
  return {
    shop_money: {
      amount: formatMinor(amount.shop, order.currency),
      currency_code: order.currency,
    },
    presentment_money: {
      amount: formatMinor(amount.presentment, order.presentmentCurrency),
      currency_code: order.presentmentCurrency,
    },
  };
}

export function taxLines(shop: Shop, order: Currencies, tax: MoneyPair) {
  if (tax.shop === 0 && tax.presentment === 0) return [];
  return [
    {
      title: 'Tax',
      rate: shop.taxRateBp / 10_000,
      price: money(order, tax),
      price_set: moneySet(order, tax),
      channel_liable: false,
    },
  ];
}

export function addressPayload(address: Address | null) {
  if (address === null) return null;
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    name: `${address.firstName} ${address.lastName}`,
    address1: address.address1,
    address2: null,
    city: address.city,
    zip: address.zip,
    province: null,
    province_code: null,
    country: new Intl.DisplayNames('en', { type: 'region' }).of(address.countryCode) ?? null,
    country_code: address.countryCode,
    company: null,
    phone: address.phone,
    latitude: null,
    longitude: null,
  };
}

export function customerPayload(shop: Shop, customer: Customer) {
  return {
    id: customer.id,
    admin_graphql_api_id: gid('Customer', customer.id),
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: customer.hasAccount ? 'enabled' : 'disabled',
    verified_email: true,
    created_at: shopTime(shop, customer.createdAt),
    updated_at: shopTime(shop, customer.updatedAt),
    note: null,
    multipass_identifier: null,
    tax_exempt: false,
    phone: customer.phone,
    tags: '',
    currency: shop.currency,
    default_address: addressPayload(customer.address),
  };
}
