import { prisma } from '#app/db/client.server.ts';
import { getShop } from '#app/db/shop-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { findDiscountByCode } from '#app/shopify/outbound/discount-query.ts';
import { adminOf } from '#app/shopify.server.ts';

/** A code that the merchant made in Shopify. It stays the merchant's: we never switch, change or delete it. */
export type AdoptedCode = { code: string; gid: string };

/** Looks a code up in the shop. @throws AppError invalid_input when the shop has no such code */
export async function findAdoptedCode(shopId: number, code: string): Promise<AdoptedCode> {
  const { domain } = await getShop(prisma(), shopId);
  const found = await findDiscountByCode(await adminOf(domain), code);
  if (found) return { code, gid: found.gid };
  throw new AppError(
    'invalid_input',
    `The shop has no discount code ${code}. Choose one that exists, or let Tributary make one.`,
    { details: { field: 'adoptCode' } },
  );
}
