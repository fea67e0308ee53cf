import type { Shop } from '@prisma/client';
import type { Tx } from './client.server.ts';
import type { Statements } from './statements.server.ts';

export type ShopRow = Shop;

/** The shop of this myshopify domain, or null when it has never spoken to us. */
export function findShop(tx: Tx, domain: string): Promise<ShopRow | null> {
  return tx.shop.findUnique({ where: { domain: domain.toLowerCase() } });
}

/** The shop of this id, or null when it was erased meanwhile. */
export async function findShopById(tx: Statements, shopId: number): Promise<ShopRow | null> {
  const rows = await tx.$queryRaw<ShopRow[]>`
    select id, domain, name, email, primary_url as "primaryUrl", currency, time_zone as "timeZone", scopes,
      rules_version as "rulesVersion", shown_generation as "shownGeneration", installed_at as "installedAt", uninstalled_at as "uninstalledAt", created_at as "createdAt",
      updated_at as "updatedAt"
    from shop where id = ${shopId}::int`;
  return rows[0] ?? null;
}

export function getShop(tx: Tx, shopId: number): Promise<ShopRow> {
  return tx.shop.findUniqueOrThrow({ where: { id: shopId } });
}

/** The ids of all shops that we hold something of, with the app or without it. */
export async function allShopIds(tx: Tx): Promise<number[]> {
  const rows = await tx.shop.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  return rows.map(({ id }) => id);
}

/** The id of the shop of this domain; a shop that we meet for the first time gets a row. */
export async function ensureShop(tx: Tx, domain: string): Promise<number> {
  const known = domain.toLowerCase();
  const rows = await tx.$queryRaw<{ id: number }[]>`
    insert into shop (domain, primary_url, updated_at) values (${known}, ${`https://${known}`}, now())
    on conflict (domain) do update set domain = excluded.domain returning id`;
  return rows[0]?.id ?? 0;
}

export type Installation = Pick<
  ShopRow,
  'name' | 'email' | 'primaryUrl' | 'currency' | 'timeZone' | 'scopes'
>;

/** Records that the app is installed, with what Shopify says of the shop. Keeps the first day of this installation. */
export async function recordInstallation(
  tx: Tx,
  domain: string,
  details: Installation,
): Promise<ShopRow> {
  const shopId = await ensureShop(tx, domain);
  const before = await getShop(tx, shopId);
  const isRunning = before.installedAt && !before.uninstalledAt;
  return tx.shop.update({
    where: { id: shopId },
    data: {
      ...details,
      installedAt: isRunning ? before.installedAt : new Date(),
      uninstalledAt: null,
    },
  });
}

export async function recordUninstallation(tx: Tx, shopId: number, at: Date): Promise<void> {
  await tx.shop.updateMany({
    where: { id: shopId, uninstalledAt: null },
    data: { uninstalledAt: at },
  });
}

export async function recordScopes(tx: Tx, shopId: number, scopes: string): Promise<void> {
  await tx.shop.update({ where: { id: shopId }, data: { scopes } });
}
