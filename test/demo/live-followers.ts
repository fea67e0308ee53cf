import { setTimeout as pause } from 'node:timers/promises';
import type { PixelHabit } from '#test/standin/extensions/visitor-extensions.ts';
import type { Shop, World } from '#test/standin/state/world.ts';
import { StorefrontVisitor } from '#test/standin/storefront/visitor.ts';
import type { Addresses } from './addresses.ts';
import { createRandom, type Random } from './season/random.ts';

const AT_FIRST = 40;
const BETWEEN_MS = 20_000;
const SEED = 7;

type Place = {
  world: World;
  shop: Shop;
  appUrl: string;
  addresses: ReadonlyMap<string, Addresses>;
  going(): boolean;
};

/**
 * What happens in the shop while somebody looks on: followers come over the influencers' links, most let themselves
 * be counted, some buy. A crowd at first, so that no screen is empty; then one after another until told to stop.
 */
export async function sendFollowers(place: Place): Promise<void> {
  const random = createRandom(SEED);
  const live = [...place.addresses.values()].filter(({ isLive }) => isLive);
  for (let sent = 0; place.going() && live.length > 0; sent += 1) {
    await follow(place, random.pick(live), random, sent);
    for (let left = BETWEEN_MS; sent >= AT_FIRST && left > 0 && place.going(); left -= 500) {
      await pause(500);
    }
  }
}

async function follow(
  { world, shop, appUrl }: Place,
  hers: Addresses,
  random: Random,
  sent: number,
): Promise<void> {
  const visitor = new StorefrontVisitor({
    standin: world.origin,
    shopDomain: shop.domain,
    browser: random.pick(['instagram', 'tiktok', 'safari', 'chrome'] as const),
    pixel: random.weigh<PixelHabit>([
      ['accept', 7],
      ['decline', 2],
      ['off', 1],
    ]),
  });
  const door = random.chance(0.8)
    ? `https://${shop.domain}/apps/tributary/${hers.linkSlug}`
    : `${appUrl}/r/${hers.linkSlug}`;
  await visitor.go(door, { referrer: 'https://l.instagram.com/' });
  const products = [...shop.products.values()].filter(({ variants }) => variants.length > 0);
  const product = random.pick(products);
  await visitor.go(`/products/${product.handle}`, { referrer: visitor.page?.href ?? '' });
  const [variant] = product.variants;
  if (!variant || !random.chance(0.15)) return;
  await visitor.addToCart(variant.id);
  const email = `follower-${sent}-${random.whole(1, 1_000_000)}@example.com`;
  await visitor.checkout({ email, codes: random.chance(0.4) ? [hers.code] : [] });
}
