import { setTimeout as pause } from 'node:timers/promises';
import type { PixelHabit } from '#test/standin/extensions/visitor-extensions.ts';
import type { Shop, World } from '#test/standin/state/world.ts';
import { StorefrontVisitor } from '#test/standin/storefront/visitor.ts';
import type { Addresses } from './addresses.ts';
import { createRandom, type Random } from './season/random.ts';

const CROWD = 40;
const BETWEEN_MS = 20_000;
const LOOK_UP_MS = 500;
const SEED = 7;

type Place = {
  world: World;
  shop: Shop;
  appUrl: string;
  addresses: ReadonlyMap<string, Addresses>;
  going(): boolean;
};

/** A crowd of followers comes over the influencers' links; most let themselves be counted, some buy. */
export async function sendCrowd(place: Place): Promise<void> {
  const random = createRandom(SEED);
  for (let sent = 0; sent < CROWD && place.going(); sent += 1) await follow(place, random, sent);
}

/** Follower after follower, until told to stop: somebody is in the shop while it is looked at. */
export async function keepSendingFollowers(place: Place): Promise<void> {
  const random = createRandom(SEED + 1);
  for (let sent = CROWD; place.going(); sent += 1) {
    await follow(place, random, sent);
    for (let left = BETWEEN_MS; left > 0 && place.going(); left -= LOOK_UP_MS) {
      await pause(LOOK_UP_MS);
    }
  }
}

async function follow(
  { world, shop, appUrl, addresses }: Place,
  random: Random,
  sent: number,
): Promise<void> {
  const live = [...addresses.values()].filter(({ isLive }) => isLive);
  if (live.length === 0) return;
  const hers = random.pick(live);
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
