/**
 * Shop → whether the theme's embed is on, as the shop's home page shows. Idempotent: it only looks.
 * Holds: only the shop's own hosts are asked; what could not be seen is `unknown`, never `off`.
 */
import { prisma } from '#app/db/client.server.ts';
import { recordEmbed } from '#app/db/embed-store.server.ts';
import { findShopById } from '#app/db/shop-store.server.ts';
import { storefrontOf } from '#app/domain/storefront-path.ts';
import { type EmbedState, isPasswordPage, showsEmbed } from '#app/domain/storefront-state.ts';
import { type Followed, followAddress, type Trouble } from '#app/platform/follow-address.server.ts';

export type StorefrontLook = { state: EmbedState; note: string };

/** How a browser asks, so that no theme and no firewall takes us for a robot. */
export const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

const TROUBLE: Readonly<Record<Trouble, string>> = {
  left: 'The home page leads away from the shop.',
  too_many_redirects: 'The home page redirects in a circle.',
  timeout: 'The home page did not answer within ten seconds.',
  unreachable: 'The home page could not be reached.',
};

/** Looks at the home page and records what it shows. A shop that is gone is nothing to look at. */
export async function checkStorefront(shopId: number): Promise<StorefrontLook> {
  const shop = await findShopById(prisma(), shopId);
  if (!shop) return { state: 'unknown', note: 'The shop is gone.' };
  const { origin, hosts } = storefrontOf(shop);
  const page = await followAddress(`${origin}/`, {
    hosts,
    headers: { 'user-agent': BROWSER, accept: 'text/html' },
    readsPage: true,
  });
  const look = lookOf(page);
  await recordEmbed(prisma(), shopId, { ...look, at: new Date() });
  return look;
}

function lookOf({ trouble, url, status, text }: Followed): StorefrontLook {
  if (trouble !== null) return { state: 'unknown', note: TROUBLE[trouble] };
  if (isPasswordPage(url)) {
    return {
      state: 'unknown',
      note: 'The store asks visitors for a password, so its pages cannot be seen from outside.',
    };
  }
  if (status !== 200) return { state: 'unknown', note: `The home page answered ${status}.` };
  return showsEmbed(text)
    ? { state: 'on', note: 'The embed is on the home page.' }
    : { state: 'off', note: 'The embed is not on the home page.' };
}
