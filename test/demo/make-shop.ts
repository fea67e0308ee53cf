import { setTimeout as pause } from 'node:timers/promises';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { dayOf } from '#app/domain/day.ts';
import { setCollaborationStatus } from '#app/flow/collaborations/set-collaboration-status.server.ts';
import type { HomeView } from '#app/views/home-view.server.ts';
import { Merchant } from '#test/house/merchant.ts';
import type { Shop } from '#test/standin/state/world.ts';
import { addressesOf } from './addresses.ts';
import { productsOf, shelfOf } from './living-shop.ts';
import { placeSeason, rememberLookers, type Telling } from './place-season.ts';
import { CAMPAIGNS } from './plan/campaigns.ts';
import { COLLABORATIONS } from './plan/collaborations.ts';
import { planShop } from './plan-shop.ts';
import { generateSeason, seasonUntil } from './season/season.ts';
import { retellings, tellSeason } from './tell-season.ts';
import type { DemoWorld } from './world-file.ts';

export type MakeOptions = {
  days: number;
  orders: number;
  say(line: string): void;
  going(): boolean;
  /** Keeps the world as it is now. */
  save(): void;
};

const SEED = 20_260_401;
const PROVISIONING_MS = 180_000;
const SETTLING_MS = 600_000;
const SAY_EVERY_MS = 15_000;

/**
 * Fills the living shop, or goes on where an earlier attempt stopped: plan, codes and pages, the season's orders,
 * and their telling to the app. Returns early when `going` becomes false.
 */
export async function makeShop(
  world: DemoWorld,
  shop: Shop,
  row: ShopRow,
  options: MakeOptions,
): Promise<void> {
  const { progress } = world;
  const { say, going, save } = options;
  if (progress.finished) return;
  if (!progress.planned) {
    const today = dayOf(new Date(world.clock.now()), shop.timeZone);
    const place = { shopId: row.id, currency: row.currency, timeZone: row.timeZone, today };
    await planShop(place, productsOf(shop), say);
    progress.planned = true;
    save();
  }
  if (!progress.placed) await provisioned(row.id, options);
  if (!going()) return;
  const tellings = progress.placed
    ? retellings(world, shop, progress.untold)
    : await place(world, shop, row.id, options);
  if (!going()) return;
  await tellSeason(world, shop, tellings, progress.untold, { going, progress: teller(say) });
  if (!going()) return;
  await endCampaigns(row.id);
  await settled(world, shop, options);
  if (!going()) return;
  progress.finished = true;
  save();
}

/** Waits until every code, page and redirect is there. */
async function provisioned(shopId: number, { say, going }: MakeOptions): Promise<void> {
  const deadline = Date.now() + PROVISIONING_MS;
  let said = 0;
  while (going()) {
    const all = [...(await addressesOf(shopId)).values()];
    const live = all.filter(({ isLive }) => isLive).length;
    if (live === COLLABORATIONS.length) return say(`All ${live} codes and pages are in the shop.`);
    if (live >= said + 10) {
      said = live;
      say(`${live} of ${COLLABORATIONS.length} codes and pages are in the shop.`);
    }
    if (Date.now() > deadline) {
      return say(`Only ${live} of ${COLLABORATIONS.length} codes were made; the app shows why.`);
    }
    await pause(250);
  }
}

/** Lets the season happen in the shop; goes on with the one that was begun. */
async function place(
  world: DemoWorld,
  shop: Shop,
  shopId: number,
  { days, orders, say, going, save }: MakeOptions,
): Promise<Telling[]> {
  const { progress } = world;
  progress.season ??= { now: world.clock.now(), done: 0, orders: new Map() };
  const { now } = progress.season;
  const whole = generateSeason({
    seed: SEED,
    today: dayOf(new Date(now), shop.timeZone),
    timeZone: shop.timeZone,
    days,
    orders,
    campaigns: CAMPAIGNS,
    collaborations: COLLABORATIONS,
    shelf: shelfOf(shop),
  });
  const season = seasonUntil(whole, now - 60_000);
  const before = retellings(world, shop, progress.untold);
  const addresses = await addressesOf(shopId);
  const placing = { at: progress.season, untold: progress.untold, going };
  const fresh = await placeSeason(world, shop, season, addresses, placing);
  if (!going()) return [];
  rememberLookers(world, shop, season, addresses);
  progress.placed = true;
  save();
  const refunds = [...shop.orders.values()].filter((order) => order.refunds.length > 0).length;
  say(
    `${shop.orders.size} orders of ${days} days, ${refunds} of them with refunds, are in the shop.`,
  );
  return [...before, ...fresh];
}

function teller(say: (line: string) => void) {
  let next = 0.25;
  return (told: number, total: number) => {
    if (told / total < next) return;
    next += 0.25;
    say(`The app has been told ${Math.round((100 * told) / total)} % of what happened.`);
  };
}

/** A campaign that is over has its codes and pages switched off, as its merchant would do. */
async function endCampaigns(shopId: number): Promise<void> {
  const over = CAMPAIGNS.filter(({ toDay }) => toDay !== null && toDay < 0).map(({ key }) => key);
  const addresses = await addressesOf(shopId);
  for (const { key, campaign } of COLLABORATIONS) {
    const ended = addresses.get(key);
    if (ended && over.includes(campaign)) {
      await setCollaborationStatus(shopId, ended.collaborationId, 'ended');
    }
  }
}

/** Waits until all that was received is in the figures. */
async function settled(world: DemoWorld, shop: Shop, { going, say }: MakeOptions): Promise<void> {
  const merchant = new Merchant(world, shop);
  const deadline = Date.now() + SETTLING_MS;
  let sayAt = Date.now() + SAY_EVERY_MS;
  while (going() && Date.now() < deadline) {
    const { view } = await merchant.read<{ view: HomeView }>('/app');
    const { upToDate, waiting, ordersDue } = view.freshness;
    if (upToDate) return;
    if (Date.now() > sayAt) {
      say(`The app still has ${waiting} messages to read and ${ordersDue} orders to credit.`);
      sayAt += SAY_EVERY_MS;
    }
    await pause(500);
  }
  if (going()) say('The app is still reading; its data health page shows how far it is.');
}
