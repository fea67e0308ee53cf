/**
 * Shop → whether followers of its links find a page, as a browser without cookies would see it. Idempotent:
 * it only looks. Holds: only the shop's own hosts are asked; what could not be seen is neither ok nor broken.
 */
import { prisma } from '#app/db/client.server.ts';
import {
  type LinkHealth,
  listLinksToCheck,
  recordHealth,
} from '#app/db/link-health-store.server.ts';
import { findShopById } from '#app/db/shop-store.server.ts';
import { leadsTo } from '#app/domain/link-target.ts';
import { type Storefront, storefrontOf, storefrontPath } from '#app/domain/storefront-path.ts';
import { isPasswordPage } from '#app/domain/storefront-state.ts';
import { type Followed, followAddress } from '#app/platform/follow-address.server.ts';
import { BROWSER } from './check-storefront.server.ts';

/** Storefronts slow down those who ask for much at once. */
const AT_ONCE = 3;

export async function checkLinks(shopId: number): Promise<void> {
  const shop = await findShopById(prisma(), shopId);
  if (!shop || shop.uninstalledAt) return;
  const storefront = storefrontOf(shop);
  const links = await listLinksToCheck(prisma(), shopId);
  const now = new Date();
  const waiting = [...Map.groupBy(links, (link) => leadsTo(link, now))];
  const lookAtNext = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [path, leading] = next;
      const found = await lookAt(path, storefront);
      await recordHealth(prisma(), shopId, leading, { ...found, at: new Date() });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lookAtNext));
}

type Found = { health: LinkHealth; note: string | null };

async function lookAt(path: string, storefront: Storefront): Promise<Found> {
  const own = storefrontPath(path, storefront);
  if (own === null) return { health: 'broken', note: `${path} is not a page of this shop.` };
  const page = await followAddress(storefront.origin + own, {
    hosts: storefront.hosts,
    headers: { 'user-agent': BROWSER, accept: 'text/html' },
  });
  return healthOf(path, page);
}

function healthOf(path: string, { trouble, status, url }: Followed): Found {
  if (trouble === 'left') {
    return { health: 'broken', note: `${path} leads out of the shop, to ${hostOf(url)}.` };
  }
  if (trouble === 'too_many_redirects') {
    return { health: 'broken', note: `${path} redirects in a circle.` };
  }
  if (trouble !== null) return { health: null, note: `${path} did not answer.` };
  if (isPasswordPage(url)) {
    return { health: 'broken', note: 'The store asks visitors for a password.' };
  }
  if (status === 404 || status === 410) {
    return { health: 'broken', note: `${path} answers ${status}: there is no such page.` };
  }
  // Refusals and failures may be meant for us or for this minute only.
  if (status >= 400) return { health: null, note: `${path} answered ${status}.` };
  return { health: 'ok', note: null };
}

function hostOf(address: string): string {
  return URL.parse(address)?.host ?? address.slice(0, 100);
}
