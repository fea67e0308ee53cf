import type { Tx } from '#app/db/client.server.ts';
import { isInstalledSince } from '#app/db/installation-store.server.ts';
import { lockOrders } from '#app/db/order-store.server.ts';
import { eraseShop } from '#app/db/privacy-store.server.ts';
import { deleteSessions } from '#app/db/session-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { logOf } from '#app/platform/log.server.ts';

/**
 * shop/redact → nothing of the shop is left but a line in the log that says so. `at`: when Shopify asked.
 * @throws AppError conflict when the shop has installed the app again since: then it is not to be erased
 */
export async function redactShop(tx: Tx, shop: ShopRow, at: Date): Promise<void> {
  if (await isInstalledSince(tx, shop, at)) {
    throw new AppError(
      'conflict',
      'Shopify asked to erase this shop, but the app has been installed again since. Nothing was erased.',
    );
  }
  await lockOrders(tx, shop.id);
  await deleteSessions(tx, shop.domain);
  const rows = await eraseShop(tx, shop.id);
  logOf('privacy').info({ shopId: shop.id, rows }, 'a shop was erased');
}
