import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { courierOf } from '#test/standin/webhooks/courier.ts';
import { addressesOf } from './addresses.ts';
import { type DemoHouse, startDemoHouse } from './demo-house.ts';
import { keepWorld } from './keep-world.ts';
import { keepSendingFollowers, sendCrowd } from './live-followers.ts';
import { makeShop } from './make-shop.ts';
import { readWorldFile, removeWorldFile } from './world-file.ts';

const FILE = path.resolve(import.meta.dirname, '../../.data/demo-world');
const SEASON = { days: 120, orders: 1_750 };
/** Whose code and link are shown to be tried. */
const TO_TRY = 'yuna.night';

/**
 * The demo for a person: starts everything, says where to look, fills the shop, and goes on until it is told to
 * stop. Resolves with the exit code.
 */
export async function runDemo(options: { fresh: boolean }): Promise<number> {
  const began = performance.now();
  const say = (line: string) => print(`${seconds(began).padStart(7)}  ${line}`);
  if (options.fresh) removeWorldFile(FILE);
  print('\nTributary, with a Shopify that runs here. Starting…\n');
  const signal = nextSignal();
  const starting = startDemoHouse({
    dataName: 'demo',
    afterwards: 'keep',
    ports: 'fixed',
    saved: readWorldFile(FILE),
    say,
    going: () => !signal.isAsked(),
  });
  const demo = await Promise.race([starting, signal.asked]).catch(async (error: unknown) => {
    // Ctrl-C also ends the build, if one is running, and that is no failure.
    await pause(50);
    if (!signal.isAsked()) throw error;
  });
  if (!demo) {
    await starting.then(
      (late) => late.stop(),
      () => undefined,
    );
    return 0;
  }
  return run(demo, say, signal.asked);
}

async function run(
  demo: DemoHouse,
  say: (line: string) => void,
  signal: Promise<void>,
): Promise<number> {
  const { world, shop, row, house } = demo;
  const keeper = keepWorld(world, FILE);
  keeper.save();
  let going = true;
  const crash = new Promise<string>((resolve) => {
    house.app().child.once('exit', () => resolve(house.app().output()));
  });
  await showUrls(demo, say);
  const filling =
    row === null
      ? Promise.resolve()
      : makeShop(world, shop, row, { ...SEASON, say, going: () => going, save: keeper.save }).then(
          async () => {
            if (going) await showTry(demo, say);
            await live(demo, () => going);
          },
        );
  const failure = filling.then(
    () => new Promise<never>(() => undefined),
    (error: unknown) => error,
  );
  const end = await Promise.race([
    signal.then(() => null),
    crash.then((output) => new Error(`The app stopped by itself. Its last words:\n${output}`)),
    failure,
  ]);
  going = false;
  print('\nStopping…');
  courierOf(world).stop();
  await Promise.race([filling.catch(() => undefined), pause(5_000)]);
  await demo.stop();
  keeper.close();
  if (end === null) {
    print('Stopped. Go on where you were with: npm run demo');
    return 0;
  }
  process.stderr.write(`${end instanceof Error ? (end.stack ?? end.message) : String(end)}\n`);
  return 1;
}

async function showUrls({ urls, world, row }: DemoHouse, say: (line: string) => void) {
  say(row === null ? 'The shop is open.' : 'Tributary is open in the shop.');
  print(`
  Shop admin with Tributary   ${urls.admin}
  Storefront                  ${urls.storefront}
  Letters to influencers      ${urls.mail}
`);
  if (row === null) {
    print('  The app is not installed in this shop now: press “Install” in the admin.\n');
  } else if (!world.progress.finished) {
    print('  Look around already: the shop fills with 120 days of visits, orders and refunds.\n');
  }
}

async function showTry({ row, urls }: DemoHouse, say: (line: string) => void): Promise<void> {
  if (row === null) return;
  const hers = (await addressesOf(row.id)).get(TO_TRY);
  say('The shop is complete.');
  if (!hers) return;
  const origin = urls.storefront.replace(/\/$/, '');
  print(`
  Try it: buy as a follower of ${hers.influencer}
    her code      ${hers.code}
    her link      ${origin}${hers.link}
    her page      ${origin}/pages/${hers.pageHandle}
  then look at the home page of Tributary: a moment later the order is in her figures.

  Ctrl-C stops everything; the next “npm run demo” goes on from there, “npm run demo -- --fresh” begins anew.
`);
}

/** What happens in the shop from now on. */
async function live({ row, world, shop, house }: DemoHouse, going: () => boolean): Promise<void> {
  if (row === null) return;
  const addresses = await addressesOf(row.id);
  const place = { world, shop, appUrl: house.appUrl, addresses, going };
  await sendCrowd(place);
  await keepSendingFollowers(place);
}

/** Resolves at the first Ctrl-C or request to end; a second one ends at once. */
function nextSignal(): { asked: Promise<void>; isAsked(): boolean } {
  let isAsked = false;
  const asked = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (isAsked) process.exit(130);
        isAsked = true;
        resolve();
      });
    }
  });
  return { asked, isAsked: () => isAsked };
}

function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
