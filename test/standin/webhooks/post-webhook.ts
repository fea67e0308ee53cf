import { createHmac } from 'node:crypto';
import type { Delivery, Shop, World } from '../state/world.ts';

/** base64 HMAC-SHA256 of the raw body with the app's secret. */
function webhookSignature(secret: string, body: Buffer): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

/** The headers of Shopify's delivery; only the body is signed. */
export function webhookHeaders(
  world: World,
  shop: Shop,
  delivery: Delivery,
): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Shopify-Captain-Hook',
    'X-Shopify-Topic': delivery.topic,
    'X-Shopify-Hmac-Sha256': webhookSignature(world.app.apiSecret, delivery.body),
    'X-Shopify-Shop-Domain': shop.domain,
    'X-Shopify-API-Version': world.app.webhookApiVersion,
    'X-Shopify-Webhook-Id': delivery.webhookId,
    'X-Shopify-Event-Id': delivery.eventId,
    'X-Shopify-Triggered-At': new Date(delivery.triggeredAt).toISOString(),
  };
}

/** One attempt. Only a 2xx within the time limit is a success: a redirect is not followed. */
export async function postWebhook(
  world: World,
  shop: Shop,
  delivery: Delivery,
  timeoutMs: number,
): Promise<Delivery['attempts'][number]['status']> {
  try {
    const response = await fetch(delivery.uri, {
      method: 'POST',
      headers: webhookHeaders(world, shop, delivery),
      body: new Uint8Array(delivery.body),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'refused';
  }
}
