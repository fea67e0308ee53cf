import { setTimeout as pause } from 'node:timers/promises';
import { addDays, dayOf } from '#app/domain/day.ts';
import { formatDecimal, money } from '#app/domain/money.ts';
import { Merchant } from '#test/house/merchant.ts';
import { StorefrontVisitor } from '#test/standin/storefront/visitor.ts';
import { type Addresses, addressesOf } from './addresses.ts';
import { type DemoHouse, startDemoHouse } from './demo-house.ts';
import { makeShop } from './make-shop.ts';
import { readHome } from './read-home.ts';
import { type ShopCredit, shopCredit } from './shop-credit.ts';

const SEASON = { days: 30, orders: 300 };
const CODE_OF = 'amara.night';
const LINK_OF = 'wren.friends';
const PATIENCE_MS = 60_000;

type Difference = { of: string; shopify: string; home: string };
type Shown = { revenue: string; orders: number; byInfluencer: Record<string, string> };

/** The check's one object; amounts are decimals of `currency`. */
type Outcome = {
  ok: boolean;
  seconds: number;
  currency: string;
  period: { from: string; to: string };
  orders: number;
  bought: { withCode: string; overLink: string };
  shopify: Shown;
  home: Shown;
  differences: Difference[];
};

/**
 * Starts a demo of its own, buys once with a code and once over another influencer's link, waits for the home page
 * and compares it with what the local Shopify knows. Prints one JSON object; 0 when they agree to the cent.
 */
export async function runCheck(): Promise<number> {
  const began = performance.now();
  const say = (line: string) => {
    process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1)} s  ${line}\n`);
  };
  const demo = await startDemoHouse({
    dataName: `check-${process.pid}`,
    afterwards: 'remove',
    ports: 'any',
    saved: null,
    say,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void demo.stop().then(() => process.exit(130)));
  }
  try {
    say('Tributary is open in the shop.');
    const outcome = await check(demo, say);
    if (!outcome.ok) process.stderr.write(demo.house.app().output());
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    process.stdout.write(`${JSON.stringify({ ...outcome, seconds })}\n`);
    return outcome.ok ? 0 : 1;
  } finally {
    await demo.stop();
  }
}

async function check(
  { world, shop, row, urls, house }: DemoHouse,
  say: (line: string) => void,
): Promise<Outcome> {
  if (row === null) throw new Error('the app is not in the shop');
  const always = () => true;
  await makeShop(world, shop, row, { ...SEASON, say, going: always, save: () => undefined });
  const addresses = await addressesOf(row.id);
  const buyWith = async (how: (visitor: StorefrontVisitor) => Promise<readonly string[]>) => {
    const visitor = new StorefrontVisitor({ standin: house.standin.url, shopDomain: shop.domain });
    const codes = await how(visitor);
    const variant = [...shop.products.values()][0]?.variants[0];
    if (!variant) throw new Error('the shop sells nothing');
    await visitor.addToCart(variant.id, 2);
    const { orderId, orderName } = await visitor.checkout({
      email: `check-${codes.length}@example.com`,
      codes,
    });
    return { orderId, orderName };
  };
  const withCode = await buyWith(async (visitor) => {
    await visitor.go(urls.storefront);
    return [need(addresses, CODE_OF).code];
  });
  const overLink = await buyWith(async (visitor) => {
    const link = new URL(need(addresses, LINK_OF).link, urls.storefront);
    await visitor.go(link.href, { referrer: 'https://www.instagram.com/' });
    return [];
  });
  say(`Bought ${withCode.orderName} with a code and ${overLink.orderName} over a link.`);

  const today = dayOf(new Date(), shop.timeZone);
  const period = { from: addDays(today, -399), to: addDays(today, 1) };
  const owners = [...addresses.values()];
  const merchant = new Merchant(world, shop);
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const home = await readHome(merchant, period);
    const shopify = shopCredit(shop, owners);
    const differences = compare(shopify, home, owners, shop.currency);
    if (differences.length > 0 && Date.now() < deadline) {
      await pause(250);
      continue;
    }
    say(home.upToDate ? 'The app has read all it was told.' : 'The app is still reading.');
    return {
      ok: differences.length === 0,
      seconds: 0,
      currency: shop.currency,
      period,
      orders: shop.orders.size,
      bought: { withCode: withCode.orderName, overLink: overLink.orderName },
      shopify: shown(shopify, owners, shop.currency),
      home: shown(home, owners, shop.currency),
      differences,
    };
  }
}

function compare(
  shopify: ShopCredit,
  home: ShopCredit,
  owners: readonly Addresses[],
  currency: string,
): Difference[] {
  const left = shown(shopify, owners, currency);
  const right = shown(home, owners, currency);
  const names = new Set([...Object.keys(left.byInfluencer), ...Object.keys(right.byInfluencer)]);
  return [
    { of: 'revenue', shopify: left.revenue, home: right.revenue },
    { of: 'orders', shopify: String(left.orders), home: String(right.orders) },
    ...[...names].map((name) => ({
      of: name,
      shopify: left.byInfluencer[name] ?? 'nothing',
      home: right.byInfluencer[name] ?? 'nothing',
    })),
  ].filter((pair) => pair.shopify !== pair.home);
}

function shown(credit: ShopCredit, owners: readonly Addresses[], currency: string): Shown {
  const nameOf = (id: string) =>
    owners.find(({ influencerId }) => influencerId === id)?.influencer ?? id;
  const amount = (minor: bigint) => formatDecimal(money(minor, currency));
  return {
    revenue: amount(credit.revenueMinor),
    orders: credit.orders,
    byInfluencer: Object.fromEntries(
      [...credit.byInfluencer]
        .map(
          ([id, sums]) => [nameOf(id), `${amount(sums.revenueMinor)} in ${sums.orders}`] as const,
        )
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
  };
}

function need(addresses: ReadonlyMap<string, Addresses>, key: string): Addresses {
  const found = addresses.get(key);
  if (!found) throw new Error(`the app has no collaboration ${key}`);
  return found;
}
