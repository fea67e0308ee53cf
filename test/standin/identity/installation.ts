import { randomBytes } from 'node:crypto';
import { announce, type Installation, type Shop, type World } from '../state/world.ts';

export const ACCESS_TOKEN_SECONDS = 3600;
export const REFRESH_TOKEN_SECONDS = 90 * 24 * 3600;
const ONLINE_TOKEN_SECONDS = 24 * 3600;

/** Installs the app with the scopes it requires, or grants what it requires now to an older installation. */
export function installApp(world: World, shop: Shop): Installation {
  const { installation } = shop;
  if (installation === null) {
    shop.installation = {
      scopes: new Set(world.app.scopes),
      installedAt: world.clock.now(),
      tokens: new Map(),
      refreshTokens: new Map(),
    };
    return shop.installation;
  }
  const optional = [...installation.scopes].filter((scope) =>
    world.app.optionalScopes.includes(scope),
  );
  changeScopes(world, shop, installation, [...world.app.scopes, ...optional]);
  return installation;
}

/** Whether the merchant has yet to agree to something that the app requires now. */
export function needsGrant(world: World, shop: Shop): boolean {
  const granted = shop.installation?.scopes;
  return granted === undefined || world.app.scopes.some((scope) => !granted.has(scope));
}

/** Grants optional scopes that the app asked for; undeclared ones are passed over. */
export function grantOptionalScopes(world: World, shop: Shop, wanted: readonly string[]): void {
  const { installation } = shop;
  if (installation === null) return;
  const declared = wanted.filter((scope) => world.app.optionalScopes.includes(scope));
  changeScopes(world, shop, installation, [...installation.scopes, ...declared]);
}

function changeScopes(
  world: World,
  shop: Shop,
  installation: Installation,
  scopes: readonly string[],
): void {
  const previous = [...installation.scopes];
  installation.scopes = new Set(scopes);
  const current = [...installation.scopes];
  if (previous.length === current.length && current.every((scope) => previous.includes(scope))) {
    return;
  }
  announce(world, { shop, kind: 'scopes_updated', previous, current });
}

/** Takes the app out of the shop: every token is dead at once, the web pixel goes, then Shopify tells. */
export function uninstallApp(world: World, shop: Shop): void {
  if (shop.installation === null) return;
  shop.installation = null;
  shop.webPixel = null;
  announce(world, { shop, kind: 'app_uninstalled' });
}

export type OfflineGrant = {
  accessToken: string;
  refreshToken: string;
};

/**
 * An expiring offline access token with the refresh token that renews it. `supersedes`: the refresh
 * token it was bought with, which stays good until its successor is used.
 */
export function issueOfflineToken(
  world: World,
  installation: Installation,
  supersedes: string | null = null,
): OfflineGrant {
  const now = world.clock.now();
  const accessToken = `shpat_${randomBytes(16).toString('hex')}`;
  const refreshToken = `shprt_${randomBytes(16).toString('hex')}`;
  installation.tokens.set(accessToken, {
    kind: 'offline',
    expiresAt: now + ACCESS_TOKEN_SECONDS * 1000,
    userId: null,
  });
  installation.refreshTokens.set(refreshToken, {
    expiresAt: now + REFRESH_TOKEN_SECONDS * 1000,
    supersedes,
  });
  return { accessToken, refreshToken };
}

export function issueOnlineToken(
  world: World,
  installation: Installation,
  userId: bigint,
): { accessToken: string; expiresInSeconds: number } {
  const accessToken = `shpua_${randomBytes(16).toString('hex')}`;
  installation.tokens.set(accessToken, {
    kind: 'online',
    expiresAt: world.clock.now() + ONLINE_TOKEN_SECONDS * 1000,
    userId,
  });
  return { accessToken, expiresInSeconds: ONLINE_TOKEN_SECONDS };
}

/** Kills every access token, as when an hour has passed: the app must refresh or exchange. */
export function expireTokens(world: World, shop: Shop): void {
  for (const token of shop.installation?.tokens.values() ?? []) {
    token.expiresAt = Math.min(token.expiresAt, world.clock.now());
  }
}
