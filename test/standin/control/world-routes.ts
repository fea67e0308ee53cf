import { setTimeout as timer } from 'node:timers/promises';
import { stockCatalogue } from '../catalogue/stock-catalogue.ts';
import { expireTokens, installApp, uninstallApp } from '../identity/installation.ts';
import { StandinRefusal } from '../orders/refusal.ts';
import { createShop } from '../state/create-shop.ts';
import type { Delivery, Shop, World } from '../state/world.ts';
import { courierOf } from '../webhooks/courier.ts';
import {
  bodiesRequest,
  clockRequest,
  complianceRequest,
  misbehaveRequest,
  scopesRequest,
  shopRequest,
} from './requests.ts';
import { type Route, shopBy } from './route.ts';
import { COMPLIANCE_TOPICS, sendCompliance, setScopes } from './shop-actions.ts';

const SETTLE_LIMIT_MS = 30_000;

/** Shops, the app in them, the clock, misbehaviour, deliveries. */
export const worldRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/shops$/,
    run: ({ world }) => [...world.shops.values()].map(shopSummary),
  },
  {
    method: 'POST',
    path: /^\/shops$/,
    run: ({ world, body }) => shopSummary(openShop(world, body)),
  },
  {
    method: 'POST',
    path: /^\/shops\/([^/]+)\/(install|uninstall|expire-tokens)$/,
    run: ({ world, params }) => {
      const shop = shopBy(world, params[0]);
      if (params[1] === 'install') installApp(world, shop);
      if (params[1] === 'uninstall') uninstallApp(world, shop);
      if (params[1] === 'expire-tokens') expireTokens(world, shop);
      return shopSummary(shop);
    },
  },
  {
    method: 'POST',
    path: /^\/shops\/([^/]+)\/scopes$/,
    run: ({ world, params, body }) => {
      const shop = shopBy(world, params[0]);
      setScopes(world, shop, scopesRequest.parse(body).scopes);
      return shopSummary(shop);
    },
  },
  {
    method: 'POST',
    path: /^\/shops\/([^/]+)\/webhook-bodies$/,
    run: ({ world, params, body }) => {
      const shop = shopBy(world, params[0]);
      shop.webhookBodies = bodiesRequest.parse(body).style;
      return shopSummary(shop);
    },
  },
  {
    method: 'POST',
    path: /^\/compliance\/(customers\/data_request|customers\/redact|shop\/redact)$/,
    run: ({ world, params, body }) => {
      const { shop, email } = complianceRequest.parse(body);
      const topic = COMPLIANCE_TOPICS.find((known) => known === params[0]);
      if (topic) sendCompliance(world, shopBy(world, shop), topic, email);
      return { sent: topic };
    },
  },
  {
    method: 'POST',
    path: /^\/misbehave$/,
    run: ({ world, body }) => {
      const { shop: name, outageMs, ...rest } = misbehaveRequest.parse(body);
      const { misbehaviour } = shopBy(world, name);
      const given = Object.entries(rest).filter(([, value]) => value !== undefined);
      Object.assign(misbehaviour, Object.fromEntries(given));
      if (outageMs !== undefined) misbehaviour.outageUntil = world.clock.now() + outageMs;
      return misbehaviour;
    },
  },
  { method: 'GET', path: /^\/clock$/, run: ({ world }) => clockState(world) },
  {
    method: 'POST',
    path: /^\/clock$/,
    run: ({ world, body }) => {
      const { now, advanceMs, speed } = clockRequest.parse(body);
      if (now !== undefined) world.clock.set(now);
      if (advanceMs !== undefined) world.clock.set(world.clock.now() + advanceMs);
      if (speed !== undefined) world.clock.speed = speed;
      return clockState(world);
    },
  },
  {
    method: 'GET',
    path: /^\/deliveries$/,
    run: ({ world, query }) => {
      const only = query.get('shop');
      const shops = only === null ? [...world.shops.values()] : [shopBy(world, only)];
      return shops.flatMap((shop) =>
        shop.deliveries.map((delivery) => deliveryState(shop, delivery, query.has('body'))),
      );
    },
  },
  {
    method: 'POST',
    path: /^\/deliveries\/([0-9a-f-]+)\/redeliver$/,
    run: ({ world, params }) => {
      for (const shop of world.shops.values()) {
        if (!shop.deliveries.some(({ webhookId }) => webhookId === params[0])) continue;
        courierOf(world).redeliver(shop, params[0] ?? '');
        return { redelivered: params[0] };
      }
      throw new StandinRefusal(`no webhook ${params[0]} was sent`);
    },
  },
  {
    method: 'GET',
    path: /^\/settled$/,
    run: async ({ world, query }) => {
      const limit = Number(query.get('timeout') ?? SETTLE_LIMIT_MS);
      const late = timer(limit, false, { ref: false });
      const settled = courierOf(world)
        .settled()
        .then(() => true);
      return { settled: await Promise.race([settled, late]) };
    },
  },
  {
    method: 'POST',
    path: /^\/reset$/,
    run: ({ world }) => {
      resetWorld(world);
      return { shops: 0 };
    },
  },
];

/** Forgets every shop and every webhook that waits; the clock goes on at its ordinary speed. */
export function resetWorld(world: World): void {
  courierOf(world).stop();
  world.shops.clear();
  world.clock.set(Date.now());
  world.clock.speed = 1;
}

function openShop(world: World, body: unknown): Shop {
  const { rates, stock, install, handle, ...rest } = shopRequest.parse(body);
  if (world.shops.has(`${handle}.myshopify.com`)) {
    throw new StandinRefusal(`there is a shop ${handle} already`);
  }
  const given = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined),
  ) as Partial<Shop>;
  const shop = createShop(world, { handle, ...given, rates: new Map(Object.entries(rates ?? {})) });
  if (stock) stockCatalogue(world, shop);
  if (install) installApp(world, shop);
  return shop;
}

function shopSummary(shop: Shop) {
  return {
    id: shop.id,
    domain: shop.domain,
    name: shop.name,
    currency: shop.currency,
    currencies: [shop.currency, ...shop.rates.keys()],
    scopes: shop.installation === null ? null : [...shop.installation.scopes],
    products: shop.products.size,
    orders: shop.orders.size,
    webhookBodies: shop.webhookBodies ?? 'current',
  };
}

function clockState(world: World) {
  return { now: new Date(world.clock.now()).toISOString(), speed: world.clock.speed };
}

function deliveryState(shop: Shop, delivery: Delivery, withBody: boolean) {
  return {
    shop: shop.domain,
    webhookId: delivery.webhookId,
    eventId: delivery.eventId,
    topic: delivery.topic,
    uri: delivery.uri,
    state: delivery.state,
    triggeredAt: new Date(delivery.triggeredAt).toISOString(),
    attempts: delivery.attempts,
    ...(withBody ? { body: delivery.body.toString('utf8') } : {}),
  };
}
