import type { Shop, ShopEvent, World } from '../state/world.ts';
import type { Courier } from './courier.ts';
import type { ShopMessage } from './messages.ts';
import { pause } from './pause.ts';
import { toRawJson } from './payloads/raw-json.ts';
import {
  bulkOperationPayload,
  discountDeletePayload,
  discountPayload,
  scopesUpdatePayload,
  shopPayload,
  shopRedactPayload,
} from './payloads/shop-payloads.ts';

const REDACT_AFTER_MS = 48 * 3_600_000;

/** Turns what the Admin API and the admin did into webhooks. */
export function listenToShops(world: World, courier: Courier): void {
  world.listeners.add((event) => {
    courier.send(event.shop, [messageOf(world, event)]);
    if (event.kind === 'app_uninstalled') void redactLater(world, courier, event.shop);
  });
}

function messageOf(world: World, event: ShopEvent): ShopMessage {
  const { shop } = event;
  const now = world.clock.now();
  switch (event.kind) {
    case 'bulk_operation_finished':
      return {
        topic: 'bulk_operations/finish',
        body: toRawJson(bulkOperationPayload(shop, event.operation)),
      };
    case 'discount':
      return {
        topic: `discounts/${event.action}`,
        body: toRawJson(
          event.action === 'delete'
            ? discountDeletePayload(shop, event.discount, now)
            : discountPayload(shop, event.discount, now),
        ),
      };
    case 'app_uninstalled':
      return { topic: 'app/uninstalled', body: toRawJson(shopPayload(shop, now)) };
    case 'scopes_updated':
      return {
        topic: 'app/scopes_update',
        body: toRawJson(scopesUpdatePayload(world, shop, event)),
      };
  }
}

/** shop/redact comes two days after the uninstall, unless the app is installed again by then. */
async function redactLater(world: World, courier: Courier, shop: Shop): Promise<void> {
  const still = () => shop.installation === null && world.shops.get(shop.domain) === shop;
  await pause(world.clock, REDACT_AFTER_MS, still);
  if (still()) courier.send(shop, [shopRedactMessage(shop)]);
}

export function shopRedactMessage(shop: Shop): ShopMessage {
  return { topic: 'shop/redact', body: toRawJson(shopRedactPayload(shop)) };
}
