import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Shop, World } from '../state/world.ts';

const LIFETIME_SECONDS = 60;

/** The staff member who sits before the admin, unless a test names another. */
export const OWNER_ID = 87_650_001n;

/**
 * A signed session token for one user of one shop, good for a minute. It lives by the real clock, as
 * the app that checks it does, whatever the world's clock says.
 */
export async function mintIdToken(
  world: World,
  shop: Shop,
  userId: bigint = OWNER_ID,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ dest: `https://${shop.domain}`, sid: randomUUID() })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(`https://${shop.domain}/admin`)
    .setAudience(world.app.apiKey)
    .setSubject(userId.toString())
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + LIFETIME_SECONDS)
    .sign(signingKey(world));
}

/** The user of a session token that this shop gave to this app; null when anything about it is wrong. */
export async function readIdToken(
  world: World,
  shop: Shop,
  token: string,
): Promise<{ userId: bigint } | null> {
  try {
    const { payload } = await jwtVerify(token, signingKey(world), {
      algorithms: ['HS256'],
      audience: world.app.apiKey,
      issuer: `https://${shop.domain}/admin`,
    });
    if (payload.dest !== `https://${shop.domain}` || !/^\d+$/.test(payload.sub ?? '')) return null;
    return { userId: BigInt(payload.sub ?? '') };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

function signingKey(world: World): Uint8Array {
  return new TextEncoder().encode(world.app.apiSecret);
}
