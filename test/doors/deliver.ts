import { createHmac, randomUUID } from 'node:crypto';
import { webhookDoor } from '#app/doors/webhook-door.server.ts';
import { TEST_APP } from '#test/database/fresh-database.ts';

export type TestDelivery = {
  topic: string;
  body: string | Uint8Array;
  shop?: string;
  webhookId?: string;
  triggeredAt?: string | null;
  method?: string;
  /** Replaces headers; null leaves one out. */
  headers?: Record<string, string | null>;
};

export const TEST_SHOP = 'glowy.myshopify.com';

export function sign(
  body: string | Uint8Array,
  secret: string = TEST_APP.SHOPIFY_API_SECRET,
): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

/** A webhook as Shopify would send it, unless the delivery says otherwise. */
export function webhookRequest(delivery: TestDelivery): Request {
  const { topic, body, method = 'POST', triggeredAt = '2026-11-01T10:00:00.123456789Z' } = delivery;
  const headers: Record<string, string | null> = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-hmac-sha256': sign(body),
    'x-shopify-shop-domain': delivery.shop ?? TEST_SHOP,
    'x-shopify-api-version': '2026-10',
    'x-shopify-webhook-id': delivery.webhookId ?? randomUUID(),
    'x-shopify-event-id': randomUUID(),
    'x-shopify-triggered-at': triggeredAt,
    ...delivery.headers,
  };
  const present = Object.entries(headers).filter(
    (pair): pair is [string, string] => pair[1] !== null,
  );
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request('http://localhost:3000/webhooks', {
    method,
    headers: present,
    ...(hasBody ? { body: typeof body === 'string' ? body : new Uint8Array(body) } : {}),
  });
}

/** Hands a delivery to our door and brings back the status that answers it. */
export async function deliver(delivery: TestDelivery): Promise<number> {
  const { status } = await webhookDoor(webhookRequest(delivery));
  return status;
}
