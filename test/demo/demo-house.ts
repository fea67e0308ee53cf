import { closeDatabase } from '#app/db/client.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { AppProcess } from '#test/house/app-process.ts';
import { ensureBuild } from '#test/house/build.ts';
import { type House, startHouse } from '#test/house/start-house.ts';
import type { Shop } from '#test/standin/state/world.ts';
import { courierOf } from '#test/standin/webhooks/courier.ts';
import { choosePort } from './choose-port.ts';
import { makeDatabaseAnew } from './database-anew.ts';
import { startDemoDatabase } from './demo-database.ts';
import { installInShop, reopenInShop } from './install-app.ts';
import { openLivingShop, SHOP_DOMAIN, SHOP_HANDLE } from './living-shop.ts';
import { startMailbox } from './mailbox.ts';
import { countLostOrders, repairLost } from './repair-lost.ts';
import { type DemoWorld, openWorld } from './world-file.ts';

const STANDIN_PORT = 4400;
const APP_PORT = 4401;
const APP_PATIENCE_MS = 4_000;

export type DemoHouse = {
  house: House;
  world: DemoWorld;
  shop: Shop;
  /** The shop in the app; null when a person has taken the app out of it. */
  row: ShopRow | null;
  urls: { admin: string; storefront: string; mail: string };
  stop(): Promise<void>;
};

export type HouseOptions = {
  /** Name of the database's data folder, and whether it is deleted at the stop. */
  dataName: string;
  afterwards: 'keep' | 'remove';
  /** Ports that are taken when they are free. */
  ports: 'fixed' | 'any';
  saved: Buffer | null;
  say(line: string): void;
  /** False as soon as nobody wants it any more: then it is not started to the end. */
  going?: () => boolean;
};

/**
 * Starts database, local Shopify and app, and opens the app in the living shop, with the world of `saved` where
 * the app's database still knows it, else with a new one. Whatever was started is stopped again when it fails.
 */
export async function startDemoHouse(options: HouseOptions): Promise<DemoHouse> {
  const { say } = options;
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const database = await startDemoDatabase(options.dataName, options.afterwards);
    undo.push(database.stop);
    goOn(options);
    if (database.notice) say(database.notice);
    if (options.saved === null) await makeDatabaseAnew(database.url);
    else await migrate(database.url);
    goOn(options);
    say('The database is ready.');
    say('Making the app’s production build, unless it is there already…');
    ensureBuild();
    const fixed = options.ports === 'fixed';
    const mailbox = await startMailbox();
    undo.push(mailbox.stop);
    const house = await startHouse({
      databaseUrl: database.url,
      standinPort: fixed ? await choosePort(STANDIN_PORT) : 0,
      ...(fixed ? { appPort: await choosePort(APP_PORT) } : {}),
      env: { SMTP_URL: mailbox.smtpUrl, MAIL_FROM: 'briefs@tributary.example' },
      openWorld: (app) => openWorld(app, options.saved),
    });
    undo.push(async () => {
      await endSoon(house.app());
      await house.stop();
    });
    goOn(options);
    // The plan is entered by the app's own code in this process.
    Object.assign(process.env, house.env);
    undo.push(closeDatabase);
    const world = house.world as DemoWorld;
    undo.push(async () => courierOf(world).stop());
    const { shop, row } = await livingShop(world, house.standin.port, say).catch((cause) => {
      throw new Error(`${cause.message}\nThe app's last words:\n${house.app().output()}`, {
        cause,
      });
    });
    return {
      house,
      world,
      shop,
      row,
      urls: {
        admin: `${house.standin.url}/admin/store/${SHOP_HANDLE}/apps/${world.app.handle}`,
        storefront: `${shop.primaryUrl}/`,
        mail: mailbox.url,
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function goOn({ going }: HouseOptions): void {
  if (going?.() === false) throw new Error('The start was broken off.');
}

/** A job in the middle of a long piece of work is not waited for: the next start goes on with it. */
async function endSoon(app: AppProcess): Promise<void> {
  const late = setTimeout(() => void app.kill(), APP_PATIENCE_MS);
  await app.stop();
  clearTimeout(late);
}

/** After a breakdown app and local Shopify may each know something that the other has forgotten. */
async function reconcile(shopId: number, shop: Shop, say: (line: string) => void): Promise<void> {
  const repaired = await repairLost(shopId);
  if (repaired > 0) say(`What was lost of ${repaired} collaborations is made again.`);
  const lost = await countLostOrders(shopId, shop);
  if (lost > 0) {
    say(
      `${lost} of your last orders is known to the app only; “npm run demo -- --fresh” begins anew.`,
    );
  }
}

async function livingShop(
  world: DemoWorld,
  port: number,
  say: (line: string) => void,
): Promise<{ shop: Shop; row: ShopRow | null }> {
  const primaryUrl = `http://${SHOP_HANDLE}.localhost:${port}`;
  const known = world.shops.get(SHOP_DOMAIN);
  if (!known) {
    const shop = openLivingShop(world);
    shop.primaryUrl = primaryUrl;
    return { shop, row: await installInShop(world, shop) };
  }
  const hasMoved = known.primaryUrl !== primaryUrl;
  known.primaryUrl = primaryUrl;
  if (known.installation === null) return { shop: known, row: null };
  for (const { webhookId } of known.deliveries) courierOf(world).redeliver(known, webhookId);
  const row = await reopenInShop(world, known, hasMoved);
  if (!world.wasClosed) {
    say('The demo was not closed in order last time; it goes on from its last saving.');
    await reconcile(row.id, known, say);
  }
  return { shop: known, row };
}
