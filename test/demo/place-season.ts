import { setImmediate as breathe } from 'node:timers/promises';
import { cancelOrder } from '#test/standin/orders/cancel-order.ts';
import { editOrder } from '#test/standin/orders/edit-order.ts';
import { payOrder } from '#test/standin/orders/pay-order.ts';
import { placeOrder } from '#test/standin/orders/place-order.ts';
import { lineNet } from '#test/standin/orders/pricing.ts';
import { refundOrder } from '#test/standin/orders/refund-order.ts';
import type { Order, Shop, World } from '#test/standin/state/world.ts';
import { storefrontState } from '#test/standin/storefront/browser-state.ts';
import type { ShopMessage } from '#test/standin/webhooks/messages.ts';
import type { Addresses } from './addresses.ts';
import { landingOf, standinVisit } from './landing-of.ts';
import { SHOP_CODE } from './living-shop.ts';
import type { Change, SeasonChange } from './season/changes.ts';
import type { Season, SeasonOrder } from './season/season.ts';

/** One event's webhooks, to be sent in this order. */
export type Telling = { orderId: bigint; messages: readonly ShopMessage[] };

const EVENTS_AT_A_TIME = 20;
const BROWSER =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

/** How far a season has happened: events so far, the orders of its keys, those the app does not know of yet. */
export type Placing = {
  at: { done: number; orders: Map<number, bigint> };
  untold: Set<bigint>;
  going(): boolean;
};

/**
 * Lets a season happen in a shop of the local Shopify: every order, and what is done to it later, one after the
 * other. Goes on from `placing`, which it carries forward, and stops early when `going` becomes false. Returns what
 * Shopify has to tell the app about it; nothing is sent.
 */
export async function placeSeason(
  world: World,
  shop: Shop,
  season: Season,
  addresses: ReadonlyMap<string, Addresses>,
  placing: Placing,
): Promise<Telling[]> {
  const tellings: Telling[] = [];
  const events = [
    ...season.orders.map((order) => ({ at: order.at, order, change: null })),
    ...season.changes.map((change) => ({ at: change.at, order: null, change })),
  ].sort((left, right) => left.at - right.at);
  for (const [count, { order, change }] of events.entries()) {
    if (count < placing.at.done) continue;
    // The same process serves the shop's pages.
    if (count % EVENTS_AT_A_TIME === 0) await breathe();
    if (!placing.going()) return tellings;
    placing.at.done = count + 1;
    if (order) {
      const result = placeOrder(world, shop, newOrder(shop, order, addresses));
      placing.at.orders.set(order.key, result.order.id);
      placing.untold.add(result.order.id);
      tellings.push({ orderId: result.order.id, messages: result.messages });
    } else {
      const changed = shop.orders.get(placing.at.orders.get(change.order) ?? 0n);
      const messages = changed ? carryOut(world, shop, changed, change) : [];
      if (changed && messages.length > 0) tellings.push({ orderId: changed.id, messages });
    }
  }
  return tellings;
}

/** The visits of those who bought nothing. */
export function rememberLookers(
  world: World,
  shop: Shop,
  season: Season,
  addresses: ReadonlyMap<string, Addresses>,
): void {
  const { browsers } = storefrontState(shop);
  for (const visit of season.lookers) {
    const id = `looker-${world.nextId()}`;
    const visits = [standinVisit(shop, visit, addresses)];
    browsers.set(id, { id, session: null, visits });
  }
}

function newOrder(shop: Shop, order: SeasonOrder, addresses: ReadonlyMap<string, Addresses>) {
  const { person } = order;
  const last = order.visits.at(-1);
  const landing = last ? landingOf(last, addresses) : null;
  return {
    at: order.at,
    lines: order.lines,
    codes: codesOf(order, addresses),
    currency: order.currency,
    email: person.email,
    firstName: person.firstName,
    lastName: person.lastName,
    acceptsMarketing: person.wantsMail,
    hasAccount: person.hasAccount,
    address: {
      firstName: person.firstName,
      lastName: person.lastName,
      address1: `${(Math.abs(person.key) % 200) + 1} Sample Street`,
      city: person.city,
      zip: person.zip,
      countryCode: person.country,
      phone: null,
    },
    landingSite: landing?.path ?? null,
    referringSite: landing?.referrer ?? null,
    visits: order.visits.map((visit) => standinVisit(shop, visit, addresses)),
    journeyDelayMs: 0,
    browserIp: `203.0.113.${Math.abs(person.key) % 250}`,
    userAgent: BROWSER,
    tipMinor: order.tipMinor,
    test: order.test,
    paid: order.paid,
  };
}

function codesOf(
  { code }: SeasonOrder,
  addresses: ReadonlyMap<string, Addresses>,
): readonly string[] {
  if (code === null) return [];
  if (code.of === 'shop') return [SHOP_CODE];
  const hers = addresses.get(code.key);
  return hers ? [hers.code] : [];
}

/** The webhooks of a change; none where the order leaves nothing to change. */
function carryOut(world: World, shop: Shop, order: Order, planned: SeasonChange): ShopMessage[] {
  const { at, change } = planned;
  switch (change.kind) {
    case 'pay':
      return payOrder(world, shop, order, { at });
    case 'cancel':
      return cancelOrder(world, shop, order, { at, reason: 'customer', refund: change.refund });
    case 'refund_all':
      return refundOrder(world, shop, order, { at, full: true, restock: 'return' });
    case 'refund_line':
      return refundLine(world, shop, order, at, change);
    case 'refund_amount': {
      const goods = order.lines.reduce((sum, line) => sum + lineNet(line).shop, 0);
      const amountMinor = Math.floor((goods * change.share) / 100);
      if (amountMinor === 0) return [];
      return refundOrder(world, shop, order, { at, amountMinor, note: 'Goodwill' });
    }
    case 'refund_shipping': {
      const paid = order.shipping ? order.shipping.price.shop - order.shipping.discount.shop : 0;
      return paid > 0 ? refundOrder(world, shop, order, { at, shipping: 'full' }) : [];
    }
    case 'edit_add': {
      const variantId = order.lines[0]?.variantId;
      if (!variantId) return [];
      return editOrder(world, shop, order, { at, add: [{ variantId, quantity: 1 }] });
    }
    case 'edit_remove': {
      const line = order.lines[change.line];
      if (!line) return [];
      const quantity = line.currentQuantity - 1;
      return editOrder(world, shop, order, { at, setQuantity: [{ lineId: line.id, quantity }] });
    }
  }
}

function refundLine(
  world: World,
  shop: Shop,
  order: Order,
  at: number,
  change: Extract<Change, { kind: 'refund_line' }>,
): ShopMessage[] {
  const line = order.lines[change.line];
  if (!line || line.currentQuantity === 0) return [];
  const restock = change.restock ? ('return' as const) : ('no_restock' as const);
  return refundOrder(world, shop, order, {
    at,
    lines: [{ lineId: line.id, quantity: 1, restock }],
  });
}
