/**
 * `npm run db:seed -- my-shop.myshopify.com`: enters example influencers, campaigns, collaborations and costs for a
 * shop that has installed the app, through the app's own use cases. No orders: those come from the shop. Running it
 * again adds only what is missing.
 */
import { closeDatabase, prisma } from '#app/db/client.server.ts';
import { startDatabase } from '#app/db/start-database.server.ts';
import { dayOf } from '#app/domain/day.ts';
import { planShop } from '#test/demo/plan-shop.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Nothing here speaks to Shopify, so these may be missing. */
process.env.SHOPIFY_API_KEY ||= 'not-needed';
process.env.SHOPIFY_API_SECRET ||= 'not-needed';
process.env.SHOPIFY_APP_URL ||= 'http://localhost:3000';

const database = await startDatabase();
let exitCode = 1;
try {
  exitCode = await seed(process.argv[2]);
} finally {
  await closeDatabase();
  await database.stop();
}
process.exit(exitCode);

async function seed(domain: string | undefined): Promise<number> {
  const shops = await prisma().shop.findMany({
    where: { installedAt: { not: null }, uninstalledAt: null },
    orderBy: { domain: 'asc' },
  });
  const [only] = shops;
  if (!only) {
    say('No shop has installed the app yet: open it in the admin of a development shop first.');
    say('(The demo, npm run demo, fills a shop of its own and needs no seed.)');
    return 1;
  }
  const wanted = domain?.toLowerCase() ?? (shops.length === 1 ? only.domain : null);
  const shop = shops.find((one) => one.domain === wanted);
  if (!shop) {
    say(wanted ? `${wanted} has not installed the app.` : 'Say which shop is meant.');
    say(`Installed: ${shops.map((one) => one.domain).join(', ')}`);
    return 1;
  }
  const { id, currency, timeZone } = shop;
  const today = dayOf(new Date(), timeZone);
  await planShop({ shopId: id, currency, timeZone, today }, new Map(), say);
  say(`${shop.domain} is seeded. Codes and pages are made in the shop as soon as a worker runs.`);
  return 0;
}
