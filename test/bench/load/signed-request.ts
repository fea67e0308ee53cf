import { createHmac } from 'node:crypto';

/** One webhook body as the stand-in wrote it, with the places where its order's id stands. */
export type WebhookTemplate = {
  shop: string;
  topic: string;
  body: Uint8Array;
  /** Offsets of the id's digits in `body`. */
  idAt: number[];
  /** How many digits the id has. */
  idLength: number;
};

/** What all webhooks of a series share. */
export type Signing = { secret: string; apiVersion: string };

/** A finished HTTP request and the id of its delivery. */
export type SignedRequest = { webhookId: string; bytes: Buffer };

const PATH = '/webhooks';
const TRIGGERED_AT = '2026-11-21T09:30:00.000Z';

/** Finds an order's id wherever it stands in the body. @throws Error when it stands nowhere */
export function webhookTemplate(
  shop: string,
  message: { topic: string; body: string },
  orderId: bigint,
): WebhookTemplate {
  const body = Buffer.from(message.body, 'utf8');
  const id = Buffer.from(orderId.toString());
  const idAt: number[] = [];
  for (let at = body.indexOf(id); at >= 0; at = body.indexOf(id, at + id.length)) idAt.push(at);
  if (idAt.length === 0) throw new Error(`the body does not name order ${orderId}`);
  return { shop, topic: message.topic, body, idAt, idLength: id.length };
}

/**
 * The delivery `index` of series `series`: the template's order under an id of its own, signed as Shopify signs.
 * One index is the same delivery at every call.
 */
export function signedRequest(
  template: WebhookTemplate,
  { secret, apiVersion }: Signing,
  series: number,
  index: number,
  ownOrder: boolean,
): SignedRequest {
  const body = Buffer.from(template.body);
  if (ownOrder) {
    const id = orderIdOf(series, index, template.idLength);
    for (const at of template.idAt) body.write(id, at, 'latin1');
  }
  const webhookId = webhookIdOf(series, index);
  const head =
    `POST ${PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${body.length}\r\nUser-Agent: Shopify-Captain-Hook\r\nAccept: */*\r\n` +
    `X-Shopify-Topic: ${template.topic}\r\n` +
    `X-Shopify-Hmac-Sha256: ${createHmac('sha256', secret).update(body).digest('base64')}\r\n` +
    `X-Shopify-Shop-Domain: ${template.shop}\r\nX-Shopify-API-Version: ${apiVersion}\r\n` +
    `X-Shopify-Webhook-Id: ${webhookId}\r\nX-Shopify-Event-Id: ${webhookId}\r\n` +
    `X-Shopify-Triggered-At: ${TRIGGERED_AT}\r\n\r\n`;
  return { webhookId, bytes: Buffer.concat([Buffer.from(head, 'latin1'), body]) };
}

/** A UUID that follows from the series and the place in it. */
export function webhookIdOf(series: number, index: number): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  return `${hex(series, 8)}-0000-4000-8000-${hex(index, 12)}`;
}

function orderIdOf(series: number, index: number, digits: number): string {
  return `9${1 + (series % 9)}${`${index}`.padStart(digits - 2, '0')}`;
}
