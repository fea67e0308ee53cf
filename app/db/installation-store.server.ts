import type { Tx } from './client.server.ts';
import { resetStorefront } from './pixel-status-store.server.ts';
import { deleteSessions } from './session-store.server.ts';
import { recordUninstallation } from './shop-store.server.ts';

/** How long Shopify's expiring offline tokens live. */
const TOKEN_LIFE_MS = 60 * 60 * 1000;
const CLOCK_TOLERANCE_MS = 60 * 1000;

/**
 * Records that the app was uninstalled at `at`, and drops the shop's sessions and what was known of its storefront. Nothing happens when the shop has
 * installed the app again meanwhile: its token was issued later than that. Returns whether it was recorded.
 */
export async function endInstallation(
  tx: Tx,
  shop: { id: number; domain: string; installedAt: Date | null },
  at: Date,
): Promise<boolean> {
  if (await isInstalledSince(tx, shop, at)) return false;
  await recordUninstallation(tx, shop.id, at);
  await resetStorefront(tx, shop.id);
  await deleteSessions(tx, shop.domain);
  return true;
}

/** Whether the shop holds the app by an installation that is younger than `at`. */
export async function isInstalledSince(
  tx: Tx,
  shop: { domain: string; installedAt: Date | null; uninstalledAt?: Date | null },
  at: Date,
): Promise<boolean> {
  if (shop.installedAt && shop.installedAt > at && !shop.uninstalledAt) return true;
  const session = await tx.session.findUnique({ where: { id: `offline_${shop.domain}` } });
  if (!session?.expires) return false;
  return session.expires.getTime() - TOKEN_LIFE_MS > at.getTime() + CLOCK_TOLERANCE_MS;
}

/** The ids of the shops that have the app. */
export async function installedShopIds(tx: Tx): Promise<number[]> {
  const rows = await tx.shop.findMany({
    where: { installedAt: { not: null }, uninstalledAt: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}
