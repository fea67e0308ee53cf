import { gid, type Shop, type UrlRedirect } from '../../state/world.ts';
import type { ApiContext, ResolverMap } from '../engine/api-context.ts';
import { type Filters, search } from '../engine/search-query.ts';
import { idFrom } from '../global-id.ts';

type RedirectInput = { path?: string | null; target?: string | null };
type RedirectError = { field: string[]; code: string; message: string };

const redirectFilters: Filters<UrlRedirect> = {
  default: { kind: 'text', of: (redirect) => [redirect.path, redirect.target] },
  path: { kind: 'exact', of: (redirect) => [redirect.path] },
  target: { kind: 'exact', of: (redirect) => [redirect.target] },
  id: { kind: 'number', of: (redirect) => redirect.id },
};

/** The store's own addresses, where a redirect would never be asked. */
const RESERVED = /^\/(?:apps|application|carts?|orders|shop|services|discount|checkouts?)(?:\/|$)/;

function redirectErrors(
  shop: Shop,
  merged: { path: string; target: string },
  own: UrlRedirect | null,
): RedirectError[] {
  const code = own === null ? 'CREATE_FAILED' : 'UPDATE_FAILED';
  const error = (part: string, message: string): RedirectError => ({
    field: ['urlRedirect', part],
    code,
    message,
  });
  const errors: RedirectError[] = [];
  if (merged.path === '') errors.push(error('path', "Path can't be blank"));
  if (merged.target === '') errors.push(error('target', "Target can't be blank"));
  const same = [...shop.redirects.values()].find(
    ({ path }) => path.toLowerCase() === merged.path.toLowerCase(),
  );
  if (same && same.id !== own?.id) errors.push(error('path', 'Path has already been taken'));
  if (RESERVED.test(merged.path)) errors.push(error('path', 'Path is reserved'));
  if (merged.path !== '' && merged.path === merged.target) {
    errors.push(error('target', "Target can't be the same as path"));
  }
  return errors;
}

/** Shopify stores paths without host and with a slash in front. */
function cleanPath(path: string): string {
  const trimmed = path.trim();
  if (trimmed === '') return '';
  const { pathname } = new URL(trimmed, 'https://shop.invalid');
  return pathname;
}

function createRedirect(input: RedirectInput, { world, shop }: ApiContext): object {
  const merged = { path: cleanPath(input.path ?? ''), target: (input.target ?? '').trim() };
  const userErrors = redirectErrors(shop, merged, null);
  if (userErrors.length > 0) return { urlRedirect: null, userErrors };
  const urlRedirect = { id: world.nextId(), ...merged };
  shop.redirects.set(urlRedirect.id, urlRedirect);
  return { urlRedirect, userErrors: [] };
}

function updateRedirect(globalId: string, input: RedirectInput, { shop }: ApiContext): object {
  const redirect = shop.redirects.get(idFrom(globalId, 'UrlRedirect'));
  if (!redirect) return { urlRedirect: null, userErrors: [missing()] };
  const merged = {
    path: input.path == null ? redirect.path : cleanPath(input.path),
    target: input.target == null ? redirect.target : input.target.trim(),
  };
  const userErrors = redirectErrors(shop, merged, redirect);
  if (userErrors.length > 0) return { urlRedirect: null, userErrors };
  Object.assign(redirect, merged);
  return { urlRedirect: redirect, userErrors: [] };
}

function deleteRedirect(globalId: string, { shop }: ApiContext): object {
  if (shop.redirects.delete(idFrom(globalId, 'UrlRedirect'))) {
    return { deletedUrlRedirectId: globalId, userErrors: [] };
  }
  return { deletedUrlRedirectId: null, userErrors: [missing()] };
}

function missing(): RedirectError {
  return { field: ['id'], code: 'DOES_NOT_EXIST', message: 'Redirect does not exist' };
}

/** URL redirects of the online store. */
export const redirectResolvers: ResolverMap = {
  QueryRoot: {
    urlRedirect: (_: unknown, args: { id: string }, { shop }: ApiContext) =>
      shop.redirects.get(idFrom(args.id, 'UrlRedirect')) ?? null,
    urlRedirects: (_: unknown, args: { query?: string | null }, { shop }: ApiContext) =>
      search(shop.redirects.values(), args.query, redirectFilters),
  },
  Mutation: {
    urlRedirectCreate: (_: unknown, args: { urlRedirect: RedirectInput }, context: ApiContext) =>
      createRedirect(args.urlRedirect, context),
    urlRedirectUpdate: (
      _: unknown,
      args: { id: string; urlRedirect: RedirectInput },
      context: ApiContext,
    ) => updateRedirect(args.id, args.urlRedirect, context),
    urlRedirectDelete: (_: unknown, args: { id: string }, context: ApiContext) =>
      deleteRedirect(args.id, context),
  },
  UrlRedirect: { id: (redirect: UrlRedirect) => gid('UrlRedirect', redirect.id) },
};
