import { prisma } from '#app/db/client.server.ts';
import { findTrackingLink } from '#app/db/owner-store.server.ts';
import { findShop } from '#app/db/shop-store.server.ts';
import { LINK_PARAM, withUtm } from '#app/domain/utm.ts';
import { logOf } from '#app/platform/log.server.ts';
import { shopify } from '#app/shopify.server.ts';

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.(com|io)$/;

/**
 * A visitor who follows an influencer's link through the shop's app proxy: `/proxy/<slug>`.
 * Answers 302 to the link's destination on the shop's own storefront, with the UTM parameters and the link's
 * stable id; an unknown slug leads to the storefront's home. Never to any other host. 400 when the request
 * was not signed by Shopify.
 */
export async function linkDoor(request: Request): Promise<Response> {
  const refusal = await refusalOf(request);
  if (refusal) return refusal;
  const url = new URL(request.url);
  const domain = url.searchParams.get('shop')?.toLowerCase() ?? '';
  if (!SHOP_DOMAIN.test(domain)) return new Response(null, { status: 400 });
  const shop = await findShop(prisma(), domain);
  const home = shop?.primaryUrl ?? `https://${domain}`;
  const slug = slugOf(url.pathname);
  const link = shop && slug ? await findTrackingLink(prisma(), shop.id, slug) : null;
  if (!link) return redirect(new URL('/', home));
  const target = withUtm(link.destination, link.utm, { [LINK_PARAM]: link.slug });
  return redirect(onStorefront(target, home));
}

/** The answer to a request that Shopify did not sign; null when it did. */
async function refusalOf(request: Request): Promise<Response | null> {
  try {
    await shopify().authenticate.public.appProxy(request);
    return null;
  } catch (cause) {
    if (cause instanceof Response && cause.status < 500) return cause;
    // The signature is checked first. What failed after it is the shop's access token, which a redirect needs not.
    logOf('link-door').warn({ err: cause }, 'a link was followed while the shop had no token');
    return null;
  }
}

function slugOf(pathname: string): string | null {
  const last = pathname.split('/').filter(Boolean).at(-1) ?? '';
  try {
    return decodeURIComponent(last) || null;
  } catch {
    return null;
  }
}

/** `target` if it lies on the storefront, else the storefront's home. */
function onStorefront(target: string, home: string): URL {
  const url = URL.parse(target, home);
  return url && url.origin === new URL(home).origin ? url : new URL('/', home);
}

function redirect(to: URL): Response {
  return new Response(null, {
    status: 302,
    headers: { location: to.href, 'cache-control': 'no-store' },
  });
}
