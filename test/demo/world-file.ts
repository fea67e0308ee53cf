import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { createWorld } from '#test/standin/state/create-world.ts';
import type { AppRegistration, Shop, World } from '#test/standin/state/world.ts';
import { storefrontState } from '#test/standin/storefront/browser-state.ts';

/** How far the making of the living shop has come; kept with the world so that it can go on. */
export type Progress = {
  /** Influencers, campaigns, collaborations and costs are in the app. */
  planned: boolean;
  /** The season that is happening: as seen at `now`, so many events done, order ids by the season's keys. */
  season: { now: number; done: number; orders: Map<number, bigint> } | null;
  /** The whole season is in the local Shopify. */
  placed: boolean;
  /** Ids of orders of which the app has not been told everything yet. */
  untold: Set<bigint>;
  /** Nothing is left to be done. */
  finished: boolean;
};

export type DemoWorld = World & {
  readonly progress: Progress;
  /** False when the world was saved by a demo that then broke down: the last moments may be lost. */
  readonly wasClosed: boolean;
  lastId(): bigint;
};

type Saved = {
  format: string;
  closed: boolean;
  lastId: bigint;
  progress: Progress;
  shops: Map<string, Shop>;
  storefronts: Map<string, ReturnType<typeof storefrontState>>;
};

/** Ids and order numbers that a demo may have given out between its last saving and its breakdown. */
const LOST_IDS = 1_000_000n;
const LOST_ORDERS = 10;

const STANDIN = path.resolve(import.meta.dirname, '../standin');

/** A world that can be saved: the one of `saved` (bytes of `savedWorld`), else an empty one. */
export function openWorld(app: AppRegistration, saved: Buffer | null): DemoWorld {
  const fresh = createWorld({ app });
  const before = saved === null ? null : read(saved);
  let last = before?.lastId ?? fresh.nextId();
  const wasClosed = before?.closed ?? true;
  const shops = before?.shops ?? new Map<string, Shop>();
  if (!wasClosed) {
    last += LOST_IDS;
    for (const shop of shops.values()) shop.nextOrderNumber += LOST_ORDERS;
  }
  for (const [domain, state] of before?.storefronts ?? []) {
    const shop = shops.get(domain);
    if (shop) Object.assign(storefrontState(shop), state);
  }
  return {
    ...fresh,
    shops,
    progress: before?.progress ?? {
      planned: false,
      season: null,
      placed: false,
      untold: new Set(),
      finished: false,
    },
    wasClosed,
    lastId: () => last,
    nextId() {
      last += 1n;
      return last;
    },
  };
}

/**
 * The whole world as bytes: numbers, big numbers, dates of all shops, and what is shared stays shared.
 * Webhooks that arrived are left out, those on their way are kept.
 */
export function savedWorld(world: DemoWorld, closed: boolean): Buffer {
  const saved: Saved = {
    format: formatOfState(),
    closed,
    lastId: world.lastId(),
    progress: world.progress,
    shops: new Map(
      [...world.shops].map(([domain, shop]) => [
        domain,
        { ...shop, deliveries: shop.deliveries.filter(({ state }) => state === 'waiting') },
      ]),
    ),
    storefronts: new Map([...world.shops].map(([domain, shop]) => [domain, storefrontState(shop)])),
  };
  return serialize(saved);
}

function read(bytes: Buffer): Saved {
  let saved: Saved | null = null;
  try {
    saved = deserialize(bytes) as Saved;
  } catch {
    throw new Error('The saved shop cannot be read. Begin anew with: npm run demo -- --fresh');
  }
  if (saved.format !== formatOfState()) {
    throw new Error(
      'The saved shop was made by another version of the demo. Begin anew with: npm run demo -- --fresh',
    );
  }
  return saved;
}

let format: string | undefined;

/** Changes with the shape of what is saved. */
function formatOfState(): string {
  if (format === undefined) {
    const hash = createHash('sha256');
    for (const file of ['state/world.ts', 'state/order.ts', 'storefront/browser-state.ts']) {
      hash.update(readFileSync(path.join(STANDIN, file)));
    }
    format = hash.digest('hex');
  }
  return format;
}

/** Replaces the file as a whole or not at all. */
export function writeWorldFile(file: string, bytes: Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.new`;
  const handle = openSync(draft, 'w');
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}

/** Null when there is none. */
export function readWorldFile(file: string): Buffer | null {
  return existsSync(file) ? readFileSync(file) : null;
}

export function removeWorldFile(file: string): void {
  rmSync(file, { force: true });
}
