import { createHmac, randomUUID } from 'node:crypto';
import type { ShopStory } from './shop-story.ts';

type Wish = {
  body: string | Uint8Array<ArrayBuffer>;
  topic?: string;
  webhookId?: string;
  /** Instead of the right one; '' leaves the header out. */
  signature?: string;
  headers?: Record<string, string>;
};

/** Sends a webhook to the app by hand, rightly signed unless told otherwise. Returns the status that answers it. */
export async function deliver(story: ShopStory, wish: Wish): Promise<number> {
  const body = typeof wish.body === 'string' ? Buffer.from(wish.body) : Buffer.from(wish.body);
  const { apiSecret } = story.world.app;
  const signature = wish.signature ?? createHmac('sha256', apiSecret).update(body).digest('base64');
  const headers = new Headers({
    'content-type': 'application/json',
    'x-shopify-topic': wish.topic ?? 'orders/updated',
    'x-shopify-shop-domain': story.shop.domain,
    'x-shopify-hmac-sha256': signature,
    'x-shopify-api-version': '2026-10',
    'x-shopify-webhook-id': wish.webhookId ?? randomUUID(),
    'x-shopify-triggered-at': new Date().toISOString(),
    ...wish.headers,
  });
  for (const [name, value] of [...headers]) if (value === '') headers.delete(name);
  const url = new URL('/webhooks', story.house.appUrl);
  const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
  await response.arrayBuffer();
  return response.status;
}
