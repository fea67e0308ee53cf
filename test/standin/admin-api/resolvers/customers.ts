import { orderTotals } from '../../orders/order-totals.ts';
import { type Address, type Customer, gid, type Order, type Shop } from '../../state/world.ts';
import type { ApiContext, ResolverMap } from '../engine/api-context.ts';
import { type Filters, search } from '../engine/search-query.ts';
import { idFrom } from '../global-id.ts';
import { moneyOf } from '../money-source.ts';
import { findOrders } from './orders/order-search.ts';

type Empty = Record<string, never>;
type ListArgs = { query?: string | null; sortKey?: string };

const customerFilters: Filters<Customer> = {
  default: { kind: 'text', of: ({ email, firstName, lastName }) => [email, firstName, lastName] },
  email: { kind: 'exact', of: ({ email }) => [email] },
  first_name: { kind: 'text', of: ({ firstName }) => [firstName] },
  last_name: { kind: 'text', of: ({ lastName }) => [lastName] },
  phone: { kind: 'exact', of: ({ phone }) => [phone] },
  updated_at: { kind: 'time', of: ({ updatedAt }) => updatedAt },
  id: { kind: 'number', of: ({ id }) => id },
};

function ordersOf(shop: Shop, customer: Customer): Order[] {
  return [...shop.orders.values()].filter(({ customerId }) => customerId === customer.id);
}

function nameOf(person: { firstName: string | null; lastName: string | null }): string {
  return [person.firstName, person.lastName].filter(Boolean).join(' ');
}

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

/** Customers and their addresses. */
export const customerResolvers: ResolverMap = {
  QueryRoot: {
    customer: (_: unknown, args: { id: string }, { shop }: ApiContext) =>
      shop.customers.get(idFrom(args.id, 'Customer')) ?? null,
    customers: (_: unknown, args: ListArgs, { shop }: ApiContext) =>
      search(shop.customers.values(), args.query, customerFilters),
  },
  Customer: {
    id: (customer: Customer) => gid('Customer', customer.id),
    legacyResourceId: (customer: Customer) => customer.id,
    displayName: (customer: Customer) => nameOf(customer) || (customer.email ?? ''),
    tags: () => [],
    state: () => 'DISABLED',
    verifiedEmail: () => true,
    defaultAddress: (customer: Customer) => customer.address,
    defaultEmailAddress: (customer: Customer) =>
      customer.email === null ? null : { emailAddress: customer.email },
    defaultPhoneNumber: (customer: Customer) =>
      customer.phone === null ? null : { phoneNumber: customer.phone },
    numberOfOrders: (customer: Customer, _args: Empty, { shop }: ApiContext) =>
      ordersOf(shop, customer).filter(({ test }) => !test).length,
    amountSpent: (customer: Customer, _args: Empty, { shop }: ApiContext) =>
      moneyOf(
        ordersOf(shop, customer)
          .filter(({ test }) => !test)
          .reduce((sum, order) => sum + orderTotals(order).currentTotal.shop, 0),
        shop.currency,
      ),
    orders: (customer: Customer, args: ListArgs, context: ApiContext) =>
      findOrders(ordersOf(context.shop, customer), args, context),
  },
  MailingAddress: {
    name: (address: Address) => nameOf(address),
    address2: () => null,
    company: () => null,
    province: () => null,
    provinceCode: () => null,
    countryCodeV2: (address: Address) => address.countryCode,
    country: (address: Address) => countryNames.of(address.countryCode) ?? address.countryCode,
  },
};
