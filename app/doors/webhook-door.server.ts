import { createHmac, timingSafeEqual } from 'node:crypto';
import { acceptMessage } from '#app/flow/intake/accept-message.server.ts';
import { environment } from '#app/platform/environment.server.ts';
import { logOf } from '#app/platform/log.server.ts';

/** Shopify's largest payloads are far smaller; anything above is not from there. */
export const MAX_WEBHOOK_BYTES = 8 * 2 ** 20;

/** The value of a header by its lower-case name. */
export type HeaderReader = (name: string) => string | null | undefined;

const MAX_HEADER = 255;
const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]{0,99}\.myshopify\.(com|io)$/i;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

/**
 * Takes one webhook: checks who speaks, stores what was said, interprets nothing. The HTTP status that answers it:
 * 405 for anything but a POST, 413 when it is too long, 400 when the body, the signature or a header that Shopify
 * always sends is missing or not of its kind, 401 when the signature is wrong, 503 when it could not be stored
 * (Shopify tries again), and 200 only after the commit, also for a delivery that we had already.
 */
export async function receiveWebhook(
  method: string,
  header: HeaderReader,
  body: Buffer,
): Promise<number> {
  if (method !== 'POST') return 405;
  if (body.length > MAX_WEBHOOK_BYTES) return 413;
  // Shopify's newer events carry the same headers without the X.
  const prefix = header('shopify-hmac-sha256') ? 'shopify-' : 'x-shopify-';
  const signature = header(`${prefix}hmac-sha256`);
  if (body.length === 0 || !signature) return 400;
  if (!isSignedByShopify(body, signature)) return 401;

  const topic = header(`${prefix}topic`);
  const domain = header(`${prefix}shop-domain`);
  const apiVersion = header(`${prefix}api-version`);
  const webhookId = header(`${prefix}webhook-id`);
  if (!topic || !domain || !apiVersion || !webhookId) return 400;
  if (!SHOP_DOMAIN.test(domain)) return 400;
  const eventId = header(`${prefix}event-id`) || null;
  if ([topic, apiVersion, webhookId, eventId ?? ''].some(({ length }) => length > MAX_HEADER)) {
    return 400;
  }
  try {
    await acceptMessage({
      domain,
      topic: topic.toLowerCase(),
      webhookId,
      eventId,
      apiVersion,
      triggeredAt: instant(header(`${prefix}triggered-at`)),
      body,
    });
    return 200;
  } catch (cause) {
    logOf('webhook-door').error({ err: cause, topic, webhookId }, 'a delivery was not stored');
    return 503;
  }
}

/** The door as a route of the development server and of tests. */
export async function webhookDoor(request: Request): Promise<Response> {
  const isTooLong = Number(request.headers.get('content-length')) > MAX_WEBHOOK_BYTES;
  if (request.method === 'POST' && isTooLong) return new Response(null, { status: 413 });
  const body =
    request.method === 'POST' ? Buffer.from(await request.arrayBuffer()) : Buffer.alloc(0);
  const status = await receiveWebhook(request.method, (name) => request.headers.get(name), body);
  return new Response(null, { status });
}

function isSignedByShopify(body: Buffer, signature: string): boolean {
  const expected = Buffer.from(
    createHmac('sha256', environment().SHOPIFY_API_SECRET).update(body).digest('base64'),
  );
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** An instant that PostgreSQL will take, or null: a strange one is no reason to refuse the delivery. */
function instant(text: string | null | undefined): string | null {
  if (!text || !INSTANT.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
