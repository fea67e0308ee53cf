/**
 * A tracking link and a request for it → where the follower is sent. Holds: the address lies on the shop's own
 * origin, whatever the link, the request or the settings say; it carries the link's stable id.
 */
import { deepPath, type Storefront, storefrontPath } from './storefront-path.ts';
import { CLICK_ID_PARAMS, CLICK_PARAM, LINK_PARAM, type Utm, withUtm } from './utm.ts';

/** What decides which page a link leads to. */
export type LinkWay = {
  readonly destination: string;
  /** The influencer's landing page; null where she has none. */
  readonly page: { readonly handle: string; readonly isThere: boolean } | null;
  readonly expiresAt: Date | null;
  /** Where it leads once it has expired, or while her page is not there; null: the storefront's home. */
  readonly fallback: string | null;
};

/** Her landing page by its handle and the state of what we made in Shopify. While it is being made it counts as there. */
export function linkPage(handle: string | null, state: string | null): LinkWay['page'] {
  return handle === null ? null : { handle, isThere: state !== 'off' && state !== 'missing' };
}

/** Everything about a link that decides where it leads and what the address carries. */
export type LinkPlan = LinkWay & {
  readonly slug: string;
  readonly utm: Utm;
  /** The code that is applied on the way; null for none. */
  readonly code: string | null;
};

export function isExpired({ expiresAt }: Pick<LinkWay, 'expiresAt'>, at: Date): boolean {
  return expiresAt !== null && expiresAt <= at;
}

/** The page a link leads to at an instant, unchecked: its destination while that is to be had, else its fallback. */
export function leadsTo(link: LinkWay, at: Date): string {
  const { destination, fallback, page } = link;
  const isAway = page && !page.isThere && pathOf(destination) === `/pages/${page.handle}`;
  return isAway || isExpired(link, at) ? (fallback ?? '/') : destination;
}

function pathOf(address: string): string {
  return address.split(/[?#]/, 1)[0] ?? '';
}

/** What the follower's address adds to the link. */
export type LinkAsk = {
  /** What stood behind the question mark, without what the way there added. */
  readonly query: URLSearchParams;
  readonly at: Date;
  /** Null where no click is recorded. */
  readonly clickId: string | null;
};

export type LinkTarget = {
  /** The whole address. */
  readonly url: string;
  /** The path on the storefront, as it was before parameters were added. */
  readonly path: string;
  /** Name of the advertising click id that stood on the link, such as gclid: somebody paid for this click. */
  readonly adClick: string | null;
};

/** The parameter of a short link that asks for another page than the link's own. */
const DEEP_PARAM = 'to';

const UTM_PARAMS = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'utm_id',
];
/** What is handed on from the short link. Nothing else is: what a page makes of its parameters, nobody knows. */
const HANDED_ON: readonly string[] = [...CLICK_ID_PARAMS, ...UTM_PARAMS];
const MAX_VALUE = 512;

export function linkTarget(link: LinkPlan, shop: Storefront, ask: LinkAsk): LinkTarget {
  const expired = isExpired(link, ask.at);
  const asked = expired ? null : deepPath(ask.query.get(DEEP_PARAM) ?? '', shop);
  const path = asked ?? storefrontPath(leadsTo(link, ask.at), shop) ?? '/';
  const kept = handedOn(ask.query);
  const extra: Record<string, string> = { [LINK_PARAM]: link.slug };
  if (ask.clickId !== null) extra[CLICK_PARAM] = ask.clickId;
  const tag = (bare: string) => withUtm(withUtm(bare, NO_UTM, kept), link.utm, extra);
  const code = expired ? null : link.code;
  return {
    url: shop.origin + (code === null ? tag(path) : discountPath(code, path, tag)),
    path,
    adClick: CLICK_ID_PARAMS.find((name) => Object.hasOwn(kept, name)) ?? null,
  };
}

const NO_UTM: Utm = { source: null, medium: null, campaign: null, content: null, term: null };

function handedOn(query: URLSearchParams): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of query) {
    const known = name.toLowerCase();
    if (!HANDED_ON.includes(known) || value === '' || value.length > MAX_VALUE) continue;
    kept[known] ??= value;
  }
  return kept;
}

/**
 * The path that applies a code and then leads to `path`. The parameters that `tag` adds stand there twice: outside,
 * where the visit begins, and inside the redirect, where the shop's pages see them.
 */
export function discountPath(code: string, path: string, tag: (path: string) => string): string {
  const redirect = encodeURIComponent(tag(path));
  return tag(`/discount/${encodeURIComponent(code)}?redirect=${redirect}`);
}
