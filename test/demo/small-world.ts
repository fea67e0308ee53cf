import { fileURLToPath } from 'node:url';
import { readAppRegistration } from '#test/standin/app-registration.ts';
import type { Discount, Shop } from '#test/standin/state/world.ts';
import type { Addresses } from './addresses.ts';
import { openLivingShop, shelfOf } from './living-shop.ts';
import { placeSeason, rememberLookers, type Telling } from './place-season.ts';
import { CAMPAIGNS } from './plan/campaigns.ts';
import { COLLABORATIONS } from './plan/collaborations.ts';
import { generateSeason, type Season } from './season/season.ts';
import { type DemoWorld, openWorld } from './world-file.ts';

export const REGISTRATION = readAppRegistration({
  tomlPath: fileURLToPath(new URL('../../shopify.app.toml', import.meta.url)),
  apiSecret: 'a-secret-of-the-local-app',
});

export type SmallWorld = {
  world: DemoWorld;
  shop: Shop;
  season: Season;
  addresses: Map<string, Addresses>;
  tellings: Telling[];
};

/** A living shop of some days, as the demo fills it, without an app: the codes are made here. */
export async function smallWorld(days: number, orders: number): Promise<SmallWorld> {
  const world = openWorld(REGISTRATION, null);
  const shop = openLivingShop(world);
  const addresses = new Map(
    COLLABORATIONS.map(({ key, influencer }, place): [string, Addresses] => [
      key,
      {
        influencerId: `id-of-${influencer}`,
        influencer,
        collaborationId: `collaboration-${place}`,
        code: `CODE${place}`,
        link: `/pages/page-${place}?utm_source=${influencer}&utm_medium=influencer&utm_campaign=c${place}&trb=slug${place}`,
        linkSlug: `slug${place}`,
        pageHandle: `page-${place}`,
        isLive: true,
      },
    ]),
  );
  for (const { code } of addresses.values()) {
    const discount = discountOf(world, code);
    shop.discounts.set(discount.id, discount);
  }
  const season = generateSeason({
    seed: 11,
    today: '2026-06-15',
    timeZone: shop.timeZone,
    days,
    orders,
    campaigns: CAMPAIGNS,
    collaborations: COLLABORATIONS,
    shelf: shelfOf(shop),
  });
  const placing = {
    at: { done: 0, orders: new Map<number, bigint>() },
    untold: world.progress.untold,
    going: () => true,
  };
  const tellings = await placeSeason(world, shop, season, addresses, placing);
  rememberLookers(world, shop, season, addresses);
  return { world, shop, season, addresses, tellings };
}

function discountOf(world: DemoWorld, code: string): Discount {
  return {
    id: world.nextId(),
    title: code,
    value: { kind: 'percentage', fraction: 0.15 },
    items: null,
    codes: [{ id: world.nextId(), code, usage: 0 }],
    startsAt: 0,
    endsAt: null,
    active: true,
    usageLimit: null,
    oncePerCustomer: false,
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    tags: [],
    createdBy: 'app',
    createdAt: 0,
    updatedAt: 0,
  };
}
