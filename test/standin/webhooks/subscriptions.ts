import type { Shop, World } from '../state/world.ts';

/** The scope without which Shopify tells an app nothing of a topic; null: none needed. */
function scopeOf(topic: string): string | null {
  if (/^(orders|refunds)\//.test(topic)) return 'orders';
  if (topic.startsWith('discounts/')) return 'discounts';
  return null;
}

/** Topics that reach an app although it is no longer installed. */
const AFTER_UNINSTALL = new Set(['app/uninstalled', 'shop/redact', 'customers/redact']);

/** Where the app wants webhooks of this topic for this shop, as an absolute URL; null: nowhere. */
export function subscriptionUri(world: World, shop: Shop, topic: string): string | null {
  const path = world.app.complianceWebhooks.get(topic) ?? world.app.webhooks.get(topic);
  if (path === undefined) return null;
  if (shop.installation === null) {
    if (!AFTER_UNINSTALL.has(topic)) return null;
  } else {
    const scope = scopeOf(topic);
    const { scopes } = shop.installation;
    if (scope && !scopes.has(`read_${scope}`) && !scopes.has(`write_${scope}`)) return null;
  }
  return new URL(path, world.app.appUrl).href;
}
