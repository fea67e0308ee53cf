import type { Address, Customer, Shop, World } from '../state/world.ts';

export type Buyer = {
  email: string | null;
  firstName?: string | undefined;
  lastName?: string | undefined;
  phone?: string | null | undefined;
  acceptsMarketing?: boolean | undefined;
  hasAccount?: boolean | undefined;
  address?: Address | null | undefined;
};

/** The shop's customer of that e-mail (any case), with what is newly known added; null without an e-mail. */
export function rememberCustomer(
  world: World,
  shop: Shop,
  buyer: Buyer,
  at: number,
): Customer | null {
  const email = buyer.email?.trim().toLowerCase() ?? '';
  if (email === '') return null;
  let customer = [...shop.customers.values()].find((known) => known.email?.toLowerCase() === email);
  if (!customer) {
    customer = {
      id: world.nextId(),
      email,
      firstName: null,
      lastName: null,
      phone: null,
      acceptsMarketing: false,
      hasAccount: false,
      address: null,
      createdAt: at,
      updatedAt: at,
    };
    shop.customers.set(customer.id, customer);
  }
  customer.firstName = buyer.firstName ?? customer.firstName;
  customer.lastName = buyer.lastName ?? customer.lastName;
  customer.phone = buyer.phone ?? customer.phone;
  customer.address = buyer.address ?? customer.address;
  customer.acceptsMarketing ||= buyer.acceptsMarketing ?? false;
  customer.hasAccount = (customer.hasAccount ?? false) || (buyer.hasAccount ?? false);
  customer.updatedAt = Math.max(customer.updatedAt, at);
  return customer;
}
