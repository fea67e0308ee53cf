import { randomUUID } from 'node:crypto';
import type { World } from '../state/world.ts';
import { checkoutData, productData } from '../storefront/customer-event-data.ts';
import type { PageContext, PageHook } from '../storefront/page-layout.ts';
import { ASSETS_PATH, renderBlock } from './render-block.ts';
import { type PixelNeeds, readPixelNeeds, readThemeBlocks } from './theme-extension.ts';

export const SCRIPTS_PATH = '/web-pixels/';
export const PAGE_DATA_ID = 'standin-page-data';

/** What the shop's own scripts know of a page; the pixel manager builds customer events of it. */
export type PageData = {
  shop: { domain: string; name: string; origin: string };
  /** Shopify's own id of the browser. */
  clientId: string;
  /** Epoch milliseconds of the world's clock when the page was made. */
  now: number;
  asksConsent: boolean;
  pixel: { settings: Record<string, unknown>; needs: PixelNeeds } | null;
  events: { id: string; name: string; data: unknown; at: number; path: string | null }[];
};

/**
 * What Shopify and the app's extensions add to a page: the app's blocks and embed where the theme has
 * them, and the web pixel where the app has installed one. Not on checkout pages: themes end there.
 */
export function pageExtensions(world: World): PageHook {
  return (page) => {
    const { shop } = page;
    const inTheme = !['checkout', 'thank_you', 'password'].includes(page.template);
    const blocks = shop.installation !== null && inTheme ? readThemeBlocks() : [];
    const shown = blocks.filter(
      ({ target, enabled_on }) =>
        target === 'section' &&
        shop.theme?.landingBlocks === true &&
        page.template === 'page' &&
        (enabled_on?.templates.includes(page.template) ?? true),
    );
    const embeds = blocks.filter(({ target }) => target === 'body' && shop.theme?.visitEmbed);
    const files = (pick: 'stylesheet' | 'javascript') => [
      ...new Set([...shown, ...embeds].flatMap((block) => block[pick] ?? [])),
    ];
    const data = JSON.stringify(pageData(world, page)).replaceAll('<', '\\u003c');
    return {
      head: [
        `<script type="application/json" id="${PAGE_DATA_ID}">${data}</script>`,
        `<script src="${SCRIPTS_PATH}customer-privacy.js"></script>`,
        ...files('stylesheet').map(
          (file) => `<link rel="stylesheet" href="${ASSETS_PATH}${file}">`,
        ),
        ...files('javascript').map((file) => `<script src="${ASSETS_PATH}${file}" defer></script>`),
      ].join('\n'),
      main: shown.map((block) => renderBlock(block, page)).join('\n'),
      bodyEnd: [
        ...embeds.map((block) => renderBlock(block, page)),
        shop.asksConsent ? `<script src="${SCRIPTS_PATH}consent-banner.js" defer></script>` : '',
        `<script src="${SCRIPTS_PATH}pixel-manager.js" defer></script>`,
      ].join('\n'),
    };
  };
}

function pageData(world: World, page: PageContext): PageData {
  const { shop, browser } = page;
  const pixel = shop.installation === null ? null : shop.webPixel;
  return {
    shop: {
      domain: shop.domain,
      name: shop.name,
      origin: shop.primaryUrl ?? `https://${shop.domain}`,
    },
    clientId: browser.id,
    now: world.clock.now(),
    asksConsent: shop.asksConsent ?? false,
    pixel: pixel ? { settings: JSON.parse(pixel.settings), needs: readPixelNeeds() } : null,
    events: customerEvents(page),
  };
}

/** What happens with this page, and what happened when the form before it was sent. */
function customerEvents(page: PageContext): PageData['events'] {
  const { shop, browser, about, template, now } = page;
  const here = { at: now, path: null };
  const events = [{ name: 'page_viewed', data: {}, ...here }];
  if (about.product) {
    events.push({ name: 'product_viewed', data: productData(shop, about.product), ...here });
  }
  if (about.checkout && template === 'checkout' && page.isVisit) {
    const data = checkoutData(shop, about.checkout, null, now);
    events.push({ name: 'checkout_started', data, ...here });
  }
  const untold = browser.untold ?? [];
  browser.untold = [];
  return [...events, ...untold].map((event) => ({ id: randomUUID(), ...event }));
}
