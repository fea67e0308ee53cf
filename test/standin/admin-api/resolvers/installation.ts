import { announce, gid } from '../../state/world.ts';
import type { ApiContext, ResolverMap } from '../engine/api-context.ts';

type Empty = Record<string, never>;

/** The one app of the world is app 1 everywhere. */
const APP_ID = 1n;

/** The app's installation: what it was granted, and giving some of it back. */
export const installationResolvers: ResolverMap = {
  QueryRoot: {
    currentAppInstallation: (_: unknown, _args: Empty, { shop }: ApiContext) => shop.installation,
    appInstallation: (_: unknown, _args: { id?: string }, { shop }: ApiContext) =>
      shop.installation,
    app: () => APP,
  },
  AppInstallation: {
    id: (_: unknown, _args: Empty, { shop }: ApiContext) => gid('AppInstallation', shop.id),
    accessScopes: (_: unknown, _args: Empty, { scopes }: ApiContext) =>
      [...scopes].sort().map(scopeSource),
    app: () => APP,
    launchUrl: (_: unknown, _args: Empty, { world, shop }: ApiContext) =>
      `https://${shop.domain}/admin/apps/${world.app.handle}`,
    activeSubscriptions: () => [],
    metafields: () => [],
    metafield: () => null,
  },
  App: {
    id: () => gid('App', APP_ID),
    apiKey: (_: unknown, _args: Empty, { world }: ApiContext) => world.app.apiKey,
    handle: (_: unknown, _args: Empty, { world }: ApiContext) => world.app.handle,
    title: (_: unknown, _args: Empty, { world }: ApiContext) => world.app.title,
    embedded: () => true,
    webhookApiVersion: (_: unknown, _args: Empty, { world }: ApiContext) =>
      world.app.webhookApiVersion,
    requestedAccessScopes: (_: unknown, _args: Empty, { world }: ApiContext) =>
      world.app.scopes.map(scopeSource),
    optionalAccessScopes: (_: unknown, _args: Empty, { world }: ApiContext) =>
      world.app.optionalScopes.map(scopeSource),
  },
  Mutation: {
    appRevokeAccessScopes: (_: unknown, args: { scopes: string[] }, context: ApiContext) =>
      revokeScopes(args.scopes, context),
  },
};

const APP = {};

function scopeSource(handle: string): { handle: string; description: string } {
  return { handle, description: handle.replaceAll('_', ' ') };
}

/** Optional scopes only: the app cannot do without the others, and Shopify does not let it try. */
function revokeScopes(wanted: string[], context: ApiContext): object {
  const { world, shop } = context;
  const refuse = (code: string, message: string): object => ({
    revoked: null,
    userErrors: [{ field: ['scopes'], code, message }],
  });
  const { installation } = shop;
  if (!installation) return refuse('APP_NOT_INSTALLED', 'The app is not installed.');
  if (wanted.some((scope) => world.app.scopes.includes(scope))) {
    return refuse('CANNOT_REVOKE_REQUIRED_SCOPES', 'Required scopes cannot be revoked.');
  }
  if (wanted.some((scope) => !world.app.optionalScopes.includes(scope))) {
    return refuse('CANNOT_REVOKE_UNDECLARED_SCOPES', 'The scope is not declared by the app.');
  }
  const previous = [...installation.scopes];
  const revoked = wanted.filter((scope) => installation.scopes.delete(scope));
  announce(world, {
    shop,
    kind: 'scopes_updated',
    previous,
    current: [...installation.scopes],
  });
  return { revoked: revoked.map(scopeSource), userErrors: [] };
}
