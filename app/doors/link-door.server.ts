import { v7 as newId } from 'uuid';
import { prisma } from '#app/db/client.server.ts';
import { findShop } from '#app/db/shop-store.server.ts';
import { deviceOf, inAppOf } from '#app/domain/device.ts';
import { linkAgent } from '#app/domain/link-agent.ts';
import { linkTarget } from '#app/domain/link-target.ts';
import { LINK_PARAM } from '#app/domain/utm.ts';
import { CHECK_HEADER, isCheckMark } from '#app/flow/capture/check-mark.server.ts';
import { findLink, type KnownLink } from '#app/flow/capture/find-link.server.ts';
import { recordClick } from '#app/flow/capture/record-click.server.ts';
import { logOf } from '#app/platform/log.server.ts';
import { within } from '#app/platform/within.ts';
import { linkNote } from './link-note.server.ts';
import type { DoorAnswer } from './node-http.server.ts';
import { isSignedByProxy, withoutProxyParams } from './proxy-signature.server.ts';
import { visitorOf } from './visitor-cookie.server.ts';
import type { HeaderReader } from './webhook-door.server.ts';

/** A request as either of the link's doors takes it. */
export type Following = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly header: HeaderReader;
};

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]{0,99}\.myshopify\.(com|io)$/;
const SLUG = /^[\w-]{1,64}$/;
const SHOP_PATIENCE_MS = 1_000;

/**
 * A follower on `/r/<slug>`, on the app's own domain. 302 to the link's destination on the shop's storefront once the
 * click is committed, or could not be in time; 404 for a link that nobody has; 405 for anything but GET and HEAD;
 * 503 only where the link was never seen and the database is away.
 */
export async function answerOnApp(following: Following): Promise<DoorAnswer> {
  if (!isReading(following)) return notAllowed();
  const slug = slugOf(following.path);
  if (slug === null) return linkNote('unknown');
  try {
    const link = await findLink(slug);
    return link ? await follow(link, following, 'app') : linkNote('unknown');
  } catch (cause) {
    logOf('link-door').error({ err: cause, slug }, 'a link could not be looked up');
    return linkNote('later');
  }
}

/**
 * A follower on the shop's own domain, sent on to `/proxy/<slug>` by the app proxy. As `answerOnApp`, but what is not
 * known leads to the storefront's home, and 400 answers what Shopify did not sign.
 */
export async function answerOnProxy(following: Following): Promise<DoorAnswer> {
  if (!isReading(following)) return notAllowed();
  const { query, path } = following;
  const domain = query.get('shop')?.toLowerCase() ?? '';
  if (!isSignedByProxy(query, new Date()) || !SHOP_DOMAIN.test(domain)) {
    return { status: 400, headers: { 'cache-control': 'no-store' } };
  }
  const slug = slugOf(path);
  try {
    const link = slug === null ? null : await findLink(slug);
    if (link?.domain === domain) {
      return await follow(link, { ...following, query: withoutProxyParams(query) }, 'proxy');
    }
    const shop = await within(SHOP_PATIENCE_MS, findShop(prisma(), domain));
    return redirect(new URL('/', shop?.primaryUrl ?? `https://${domain}`).href);
  } catch (cause) {
    logOf('link-door').error({ err: cause, slug }, 'a link could not be looked up');
    // Her followers come to the shop all the same, and the visit still says whose link it was.
    const home = new URL('/', `https://${domain}`);
    if (slug !== null) home.searchParams.set(LINK_PARAM, slug);
    return redirect(home.href);
  }
}

async function follow(
  link: KnownLink,
  { method, query, header }: Following,
  door: 'app' | 'proxy',
): Promise<DoorAnswer> {
  const at = new Date();
  const { slug } = link.plan;
  const isCheck = isCheckMark(slug, header(CHECK_HEADER) ?? '', at);
  const agent = linkAgent({ method, header, isCheck });
  const clickId = link.isInstalled ? newId() : null;
  const target = linkTarget(link.plan, link.storefront, { query, at, clickId });
  if (clickId === null) return redirect(target.url);
  const visitor = door === 'app' ? visitorOf({ agent, header }) : { id: null, setCookie: null };
  const userAgent = header('user-agent');
  await recordClick({
    shopId: link.shopId,
    clickId,
    slug,
    occurredAt: at,
    agent,
    door,
    destination: target.path,
    visitorId: visitor.id,
    referrerHost: hostOf(header('referer')),
    device: deviceOf(userAgent),
    inApp: inAppOf(userAgent),
    adClick: target.adClick,
  });
  return redirect(target.url, visitor.setCookie);
}

function isReading({ method }: Following): boolean {
  return method === 'GET' || method === 'HEAD';
}

function slugOf(path: string): string | null {
  const last = path.split('/').filter(Boolean).at(-1) ?? '';
  return SLUG.test(last) ? last : null;
}

const MAX_HOST = 255;

function hostOf(referrer: string | null | undefined): string | null {
  const host = referrer ? (URL.parse(referrer)?.hostname ?? '') : '';
  return host === '' || host.length > MAX_HOST ? null : host;
}

/** The referrer's host goes along, so that the shop still sees the network she posted on; its page does not. */
function redirect(location: string, setCookie: string | null = null): DoorAnswer {
  return {
    status: 302,
    headers: {
      location,
      'cache-control': 'no-store',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-robots-tag': 'noindex, nofollow',
      ...(setCookie === null ? {} : { 'set-cookie': setCookie }),
    },
  };
}

function notAllowed(): DoorAnswer {
  return { status: 405, headers: { allow: 'GET, HEAD' } };
}
