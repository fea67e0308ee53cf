import { prisma } from '#app/db/client.server.ts';
import { findShop, type ShopRow } from '#app/db/shop-store.server.ts';
import { Merchant } from '#test/house/merchant.ts';
import { installApp } from '#test/standin/identity/installation.ts';
import type { Shop, World } from '#test/standin/state/world.ts';

/** Presses "Install" in the shop's admin and opens the app, which then exchanges its tokens. */
export async function installInShop(world: World, shop: Shop): Promise<ShopRow> {
  installApp(world, shop);
  return openApp(world, shop);
}

/**
 * Opens the app of a shop that has it. Where it holds no token that the local Shopify knows (after a breakdown),
 * or `anew`, it is made to exchange one, and learns on that occasion what the shop is like now.
 */
export async function reopenInShop(world: World, shop: Shop, anew: boolean): Promise<ShopRow> {
  const { installation } = shop;
  const sessions = await prisma().session.findMany({ where: { shop: shop.domain } });
  const known = sessions.every(
    ({ accessToken, refreshToken }) =>
      installation?.tokens.has(accessToken) && installation.refreshTokens.has(refreshToken ?? ''),
  );
  if (anew || !known) await prisma().session.deleteMany({ where: { shop: shop.domain } });
  return openApp(world, shop);
}

async function openApp(world: World, shop: Shop): Promise<ShopRow> {
  const { status } = await new Merchant(world, shop).openDocument('/app');
  const row = await findShop(prisma(), shop.domain);
  if (status !== 200 || !row?.installedAt) {
    throw new Error(`The app did not open in ${shop.domain}: it answered ${status}.`);
  }
  return row;
}
