import type { Browser } from 'playwright-core';
import { landingPageHtml } from '#app/domain/landing-body.ts';
import { launchChromium } from '#test/browser/chromium.ts';
import { type ExtendedShop, startExtendedShop } from '#test/extensions/extended-shop.ts';
import { escapeHtml } from '#test/standin/http.ts';
import type { Shop } from '#test/standin/state/world.ts';
import { moneyText } from '#test/standin/storefront/money-text.ts';
import type { Bench } from '../bench.ts';
import { figure, reading } from '../report.ts';
import { median } from '../statistics.ts';
import { extensionBytes } from './extension-bytes.ts';
import { type PageCost, pageCost } from './page-cost.ts';

const LOADS_PER_ROUND = 9;
const LANDING = '/pages/jane?utm_source=jane&trb=jane&trc=click-1';
const BLOCK = /<(aside|div) class="tributary-[\s\S]*?<\/\1>|<script\s+src="[^"]*visit-embed[^>]*>/g;

/**
 * A landing page with everything on (blocks, embed, pixel), opened over a tracking link, beside the page
 * that the app makes where no extension is on: the same words and pictures, written into its body. Both
 * with what Shopify itself runs in every shop. A round is judged by its least disturbed loads, because
 * what else the machine does can only make a load dearer.
 */
export const storefrontBench: Bench = {
  about:
    'bytes and main-thread milliseconds that the extensions add to a page, CPU four times slower',
  limitSeconds: 300,
  async run({ rounds, machine, defer, say }) {
    const place = await startExtendedShop();
    defer(place.close);
    const browser = await launchChromium({ strict: true });
    defer(() => browser.close());

    const headers = { 'x-standin-host': place.shop.domain };
    const html = await (await fetch(`${place.standin.url}${LANDING}`, { headers })).text();
    const bytes = await extensionBytes((html.match(BLOCK) ?? []).join('\n'));
    const added: number[] = [];
    const typical: number[] = [];
    const without: number[] = [];
    const shifts: number[] = [];
    await bothWays(browser, place);
    for (let round = 0; round < rounds; round += 1) {
      say(`round ${round + 1} of ${rounds}: ${LOADS_PER_ROUND} loads with and without`);
      const loads: { on: PageCost; off: PageCost }[] = [];
      for (let load = 0; load < LOADS_PER_ROUND; load += 1) {
        loads.push(await bothWays(browser, place));
      }
      const off = Math.min(...loads.map((load) => load.off.mainThreadMs));
      added.push(Math.min(...loads.map((load) => load.on.mainThreadMs)) - off);
      typical.push(median(loads.map((load) => load.on.mainThreadMs - load.off.mainThreadMs)));
      without.push(off);
      shifts.push(Math.max(...loads.map(({ on }) => on.layoutShift)));
    }
    if (place.door.posts.length === 0) throw new Error('the pixel did not run');
    const total = bytes.pixel + bytes.scripts + bytes.styles + bytes.markup;
    return {
      bench: 'storefront',
      machine,
      figures: [
        figure('storefront.gzip_bytes', 'bytes', [total], { below: 12_000 }),
        figure('storefront.main_thread_ms', 'ms', added, { below: 20 }),
      ],
      readings: [
        reading('storefront.pixel_gzip_bytes', 'bytes', [bytes.pixel]),
        reading('storefront.theme_scripts_gzip_bytes', 'bytes', [bytes.scripts]),
        reading('storefront.theme_styles_gzip_bytes', 'bytes', [bytes.styles]),
        reading('storefront.blocks_gzip_bytes', 'bytes', [bytes.markup]),
        reading('storefront.median_pair_ms', 'ms', typical),
        reading('storefront.page_without_ms', 'ms', without),
        reading('storefront.layout_shift', 'score', shifts),
      ],
    };
  },
};

/** One load each, the shop's settings changed between them. */
async function bothWays(
  browser: Browser,
  { shop }: ExtendedShop,
): Promise<{ on: PageCost; off: PageCost }> {
  const address = `${shop.primaryUrl}${LANDING}`;
  const on = await pageCost(browser, address);
  const { theme, webPixel } = shop;
  shop.theme = { visitEmbed: false, landingBlocks: false };
  shop.webPixel = null;
  writeBodies(shop, plainBody(shop));
  const off = await pageCost(browser, address);
  if (theme) shop.theme = theme;
  shop.webPixel = webPixel;
  writeBodies(shop, '');
  return { on, off };
}

function writeBodies(shop: Shop, html: string): void {
  for (const page of shop.pages.values()) page.bodyHtml = html;
}

/** What the blocks show, as the app writes it into a page's body. */
function plainBody(shop: Shop): string {
  const [page] = [...shop.pages.values()];
  const field = (key: string) => page?.metafields.find((entry) => entry.key === key)?.value ?? '';
  const ids = JSON.parse(field('products')) as string[];
  const products = ids.flatMap((gid) => {
    const product = shop.products.get(BigInt(gid.split('/').at(-1) ?? '0'));
    return product ? [product] : [];
  });
  // The app lets only web addresses into a body; the local Shopify's pictures are data.
  return landingPageHtml({
    influencerName: field('influencer_name'),
    welcomeText: field('welcome'),
    code: field('code'),
    offerText: field('offer'),
    products: products.map(({ title, handle, variants }) => ({
      title,
      url: `/products/${handle}`,
      imageUrl: `https://pictures.invalid/${handle}`,
      priceText: moneyText(variants[0]?.priceMinor ?? 0, shop.currency),
    })),
  }).replaceAll(/https:\/\/pictures\.invalid\/([\w-]+)/g, (_, handle: string) =>
    escapeHtml(products.find((product) => product.handle === handle)?.imageUrl ?? ''),
  );
}
