import { setClockAhead } from '#test/house/movable-clock.ts';
import type { House } from '#test/house/start-house.ts';
import type { Shop } from '#test/standin/state/world.ts';
import { StorefrontVisitor } from '#test/standin/storefront/visitor.ts';
import type { BrowserPlan, OrderTruth, SeasonPlan, Step } from './season-plan.ts';

/** What the people of a plan need of the shop: influencers by their number. */
export type Stage = {
  house: House;
  shop: Shop;
  slugs: readonly string[];
  codes: readonly string[];
  ownCode: string;
};

/** An order as it was placed, and what in truth led to it. */
export type PlayedOrder = { orderId: bigint; truth: OrderTruth };

const BOT = 'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)';

/**
 * Lets everybody do what the plan says, at the time that it says: the clocks of the local Shopify, of the visitors
 * and of the app go on together. The season begins now and lies in the future.
 */
export async function playSeason(
  stage: Stage,
  plan: SeasonPlan,
  onStep: (done: number) => void,
): Promise<PlayedOrder[]> {
  const browsers = new Map<string, StorefrontVisitor>();
  const arrivals = new Map<string, string>();
  const orders: PlayedOrder[] = [];
  const begin = Date.now();
  for (const [done, step] of plan.steps.entries()) {
    await moveTo(stage.house, begin + step.at);
    const known = browsers.get(step.browser);
    const browser = known ?? open(stage, plan.browsers.get(step.browser));
    browsers.set(step.browser, browser);
    const isAsked = plan.browsers.get(step.browser)?.pixel === 'off';
    await play(stage, step, browser, { arrivals, orders });
    // Where the pixel is blocked nobody answers the banner by habit.
    if (isAsked && step.act.do === 'follow') await browser.answerBanner('accept');
    onStep(done + 1);
  }
  return orders;
}

/** How far all clocks are ahead of the real one at this moment. */
let aheadMs = 0;

async function moveTo(house: House, instant: number): Promise<void> {
  const missing = instant - Date.now();
  if (missing <= 0) return;
  aheadMs += missing;
  setClockAhead(aheadMs);
  await house.app().setClockAhead(aheadMs);
}

function open({ house, shop }: Stage, plan: BrowserPlan | undefined): StorefrontVisitor {
  if (!plan) throw new Error('a browser that nobody planned');
  return new StorefrontVisitor({
    standin: house.standin.url,
    shopDomain: shop.domain,
    browser: plan.kind,
    pixel: plan.pixel,
    embed: plan.embed,
    ...(plan.isBot ? { userAgent: BOT } : {}),
  });
}

type Course = { arrivals: Map<string, string>; orders: PlayedOrder[] };

async function play(
  { house, shop, slugs, codes, ownCode }: Stage,
  { browser: id, act }: Step,
  browser: StorefrontVisitor,
  { arrivals, orders }: Course,
): Promise<void> {
  switch (act.do) {
    case 'follow': {
      const slug = slugs[act.influencer] ?? '';
      const door =
        act.door === 'app'
          ? `${house.appUrl}/r/${slug}`
          : `https://${shop.domain}/apps/tributary/${slug}`;
      browser.closeTab();
      const { status, url } = await browser.go(door);
      if (status !== 200) throw new Error(`${door} led to ${url.href}, which answered ${status}`);
      arrivals.set(id, url.pathname + url.search);
      return;
    }
    case 'visit':
      browser.closeTab();
      await browser.go(act.path, act.referrer === null ? {} : { referrer: act.referrer });
      return;
    case 'open-forwarded':
      browser.closeTab();
      await browser.go(arrivals.get(act.from) ?? '/');
      return;
    case 'buy': {
      const product = [...shop.products.values()][Number(shop.nextOrderNumber) % 5];
      const variant = product?.variants[0];
      if (!product || !variant) throw new Error('the shop has nothing to sell');
      await browser.go(`/products/${product.handle}`, { referrer: browser.page?.href ?? '' });
      await browser.addToCart(variant.id);
      const used = act.codes.map((code) => (code === 'own' ? ownCode : (codes[code] ?? '')));
      const { orderId } = await browser.checkout({ email: act.email, codes: used });
      orders.push({ orderId, truth: act.truth });
    }
  }
}
