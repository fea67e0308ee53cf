import type { Statements } from './statements.server.ts';

/** Keeps a customer: the number, and the e-mail as a keyed hash. Without a hash the known one stays. */
export async function putCustomer(
  tx: Statements,
  shopId: number,
  customerId: bigint,
  emailHash: string | null,
): Promise<void> {
  await tx.$executeRaw`
    insert into customer (shop_id, customer_id, email_hash) values (${shopId}::int, ${customerId}::bigint, ${emailHash}::text)
    on conflict (shop_id, customer_id) do update
      set email_hash = coalesce(excluded.email_hash, customer.email_hash)`;
}
