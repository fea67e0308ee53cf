import type { Shop } from '#test/standin/state/world.ts';
import { storefrontState } from '#test/standin/storefront/browser-state.ts';
import { type DemoWorld, savedWorld, writeWorldFile } from './world-file.ts';

const LOOK_MS = 2_000;
/** While webhooks of the season go out, only how far they have come changes; that may wait longer. */
const PROGRESS_MS = 10_000;

export type WorldKeeper = {
  /** Writes the world now. */
  save(): void;
  /** Writes it for the last time, as one that was closed in order. */
  close(): void;
};

/** Keeps the file of a world in step with it. */
export function keepWorld(world: DemoWorld, file: string): WorldKeeper {
  let kept = '';
  let keptUntold = world.progress.untold.size;
  let keptAt = 0;
  const write = (closed: boolean) => {
    writeWorldFile(file, savedWorld(world, closed));
    kept = stateOf(world);
    keptUntold = world.progress.untold.size;
    keptAt = Date.now();
  };
  const timer = setInterval(() => {
    const moved = world.progress.untold.size !== keptUntold && Date.now() - keptAt > PROGRESS_MS;
    if (moved || stateOf(world) !== kept) write(false);
  }, LOOK_MS);
  timer.unref();
  return {
    save: () => write(false),
    close: () => {
      clearInterval(timer);
      write(true);
    },
  };
}

/** Another text whenever something of the world is another; cheap enough to be asked for all the time. */
function stateOf(world: DemoWorld): string {
  const { planned, placed, finished } = world.progress;
  const shops = [...world.shops.values()].map(stateOfShop);
  return [world.lastId(), planned, placed, finished, ...shops].join(' ');
}

function stateOfShop(shop: Shop): string {
  const { browsers, carts, checkouts } = storefrontState(shop);
  const sum = (values: Iterable<{ updatedAt: number }>) =>
    [...values].reduce((total, { updatedAt }) => total + updatedAt, 0);
  const inCarts = [...carts.values()].flatMap(({ items }) => items);
  const visits = [...browsers.values()].reduce((total, one) => total + one.visits.length, 0);
  return [
    shop.primaryUrl,
    shop.orders.size,
    sum(shop.orders.values()),
    shop.customers.size,
    shop.discounts.size,
    sum(shop.discounts.values()),
    shop.pages.size,
    sum(shop.pages.values()),
    shop.redirects.size,
    shop.installation?.tokens.size ?? 'none',
    [...(shop.installation?.scopes ?? [])].join(','),
    visits,
    carts.size,
    checkouts.size,
    inCarts.reduce((total, { quantity }) => total + quantity, 0),
  ].join('/');
}
