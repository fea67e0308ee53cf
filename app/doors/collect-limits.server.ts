import { hash, randomBytes } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** What one of each may send within a minute, to one process. */
export type CollectAllowance = {
  /** Requests. Behind one address there may be an office, or a whole mobile network. */
  perAddress: number;
  /** Events. Nobody browses that fast; a browser that had waited sends 200 at once. */
  perVisitor: number;
  /** Events. 4,000 people who arrive in one minute tell 20,000; other shops must not suffer from one that is flooded. */
  perShop: number;
};

export const ALLOWANCE: CollectAllowance = {
  perAddress: 3_000,
  perVisitor: 400,
  perShop: 60_000,
};

/** Each answers with the seconds to wait, null when there is room. */
export type CollectLimits = {
  ofAddress(address: string): Promise<number | null>;
  ofVisitor(visitorId: string, events: number): Promise<number | null>;
  ofShop(shopId: number, events: number): Promise<number | null>;
};

const MINUTE_S = 60;

/**
 * Keeps count in memory. Addresses and visitors are counted in a fixed number of pots into which they fall by a
 * salted hash: memory has a bound whatever is sent, and no address is kept that could be read. Two in one pot share
 * its allowance, for which it is wide enough.
 */
export function collectLimits(allowance: CollectAllowance): CollectLimits {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterMemory({ keyPrefix, points, duration: MINUTE_S });
  const addresses = limiter('a', allowance.perAddress);
  const visitors = limiter('v', allowance.perVisitor);
  const shops = limiter('s', allowance.perShop);
  const salt = randomBytes(16).toString('hex');
  const pot = (name: string) => hash('sha256', salt + name, 'hex').slice(0, 4);
  return {
    ofAddress: (address) => waitOf(addresses, pot(address), 1),
    ofVisitor: (visitorId, events) => waitOf(visitors, pot(visitorId), events),
    ofShop: (shopId, events) => waitOf(shops, shopId, events),
  };
}

async function waitOf(
  limiter: RateLimiterMemory,
  key: string | number,
  points: number,
): Promise<number | null> {
  try {
    await limiter.consume(key, points);
    return null;
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    const { msBeforeNext } = refused as { msBeforeNext: number };
    return Math.max(1, Math.ceil(msBeforeNext / 1000));
  }
}
