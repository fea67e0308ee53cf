import { randomUUID } from 'node:crypto';
import type { Delivery, Shop, World } from '../state/world.ts';
import type { ShopMessage } from './messages.ts';
import { pause } from './pause.ts';
import { postWebhook } from './post-webhook.ts';
import { listenToShops } from './shop-events.ts';
import { createSlots } from './slots.ts';
import { subscriptionUri } from './subscriptions.ts';

const MINUTE_MS = 60_000;
/** Eight retries, ever further apart, over four hours. */
export const RETRY_GAPS_MS = [1, 3, 6, 14, 26, 45, 60, 85].map((minutes) => minutes * MINUTE_MS);
const TIMEOUT_MS = 5_000;
const CONCURRENCY = 10;

/** Takes webhooks to the app. One per world: `courierOf`. */
export type Courier = {
  /** Queues the messages of one event. Topics the app has not subscribed to are left out. */
  send(shop: Shop, messages: readonly ShopMessage[]): void;
  /** Sends a webhook once more, same id, same body. Throws when there is none of that id. */
  redeliver(shop: Shop, webhookId: string): void;
  /** Resolves when nothing waits any more; what is held back for reordering goes out first. */
  settled(): Promise<void>;
  /** Forgets everything that waits; retries included. */
  stop(): void;
  /** Default 5 s, which no clock speed shortens: it is the app that must answer in time. */
  timeoutMs: number;
};

const couriers = new WeakMap<World, Courier>();

/** The world's courier; the first call makes it and has it listen to what happens in the shops. */
export function courierOf(world: World): Courier {
  let courier = couriers.get(world);
  if (!courier) {
    courier = createCourier(world);
    couriers.set(world, courier);
    listenToShops(world, courier);
  }
  return courier;
}

function createCourier(world: World): Courier {
  const slots = createSlots(CONCURRENCY);
  const held = new Map<Shop, Delivery[]>();
  const idle: (() => void)[] = [];
  let pending = 0;
  let generation = 0;

  const track = (work: Promise<void>) => {
    pending += 1;
    void work.finally(() => {
      pending -= 1;
      if (pending === 0) for (const resolve of idle.splice(0)) resolve();
    });
  };

  const attempt = async (shop: Shop, delivery: Delivery) => {
    const status = await slots.run(() => postWebhook(world, shop, delivery, courier.timeoutMs));
    delivery.attempts.push({ at: world.clock.now(), status });
    return typeof status === 'number' && status >= 200 && status < 300;
  };

  const deliver = async (shop: Shop, delivery: Delivery) => {
    const born = generation;
    const current = () => born === generation;
    await pause(world.clock, shop.misbehaviour.delayMs, current);
    for (const gap of [...RETRY_GAPS_MS, null]) {
      if (!current()) return;
      if (await attempt(shop, delivery)) {
        delivery.state = 'delivered';
        return;
      }
      if (gap !== null) await pause(world.clock, gap, current);
    }
    delivery.state = 'given_up';
  };

  const release = (shop: Shop) => {
    const reversed = (held.get(shop) ?? []).reverse();
    held.delete(shop);
    // One after the other, for only then does the app surely see them in this order.
    const inTurn = async () => {
      for (const delivery of reversed) {
        if (await attempt(shop, delivery)) delivery.state = 'delivered';
        else track(deliver(shop, delivery));
      }
    };
    track(inTurn());
  };

  const queue = (shop: Shop, delivery: Delivery) => {
    const { misbehaviour } = shop;
    if (misbehaviour.drop > 0) {
      misbehaviour.drop -= 1;
      delivery.state = 'dropped';
    } else if (misbehaviour.reorder > 0) {
      misbehaviour.reorder -= 1;
      held.set(shop, [...(held.get(shop) ?? []), delivery]);
      if (misbehaviour.reorder === 0) release(shop);
    } else {
      track(deliver(shop, delivery));
      if (misbehaviour.duplicate > 0) {
        misbehaviour.duplicate -= 1;
        track(attempt(shop, delivery).then(() => undefined));
      }
    }
  };

  const courier: Courier = {
    timeoutMs: TIMEOUT_MS,
    send(shop, messages) {
      const eventId = randomUUID();
      for (const { topic, body } of messages) {
        const uri = subscriptionUri(world, shop, topic);
        if (uri === null) continue;
        const delivery: Delivery = {
          webhookId: randomUUID(),
          eventId,
          topic,
          uri,
          body: Buffer.from(body, 'utf8'),
          triggeredAt: world.clock.now(),
          attempts: [],
          state: 'waiting',
        };
        shop.deliveries.push(delivery);
        queue(shop, delivery);
      }
    },
    redeliver(shop, webhookId) {
      const delivery = shop.deliveries.find((candidate) => candidate.webhookId === webhookId);
      if (!delivery) throw new Error(`${shop.domain} sent no webhook ${webhookId}`);
      delivery.state = 'waiting';
      track(deliver(shop, delivery));
    },
    settled() {
      for (const shop of held.keys()) {
        shop.misbehaviour.reorder = 0;
        release(shop);
      }
      return pending === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve));
    },
    stop() {
      generation += 1;
      held.clear();
    },
  };
  return courier;
}
