import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { benchWorld, orderTemplates } from '../order-webhooks.ts';
import { signedRequest, webhookTemplate } from './signed-request.ts';

const SIGNING = { secret: 'a-secret', apiVersion: '2026-10' };
const templates = orderTemplates(benchWorld(), 2, 8);

function bodyOf(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);
}

function request(index: number, ownOrder = true) {
  const template = templates[index % templates.length];
  if (!template) throw new Error('no template');
  return signedRequest(template, SIGNING, 1, index, ownOrder);
}

describe('the webhooks of the load', () => {
  it('are orders of a realistic size', () => {
    for (const { body } of templates) {
      expect(body.length).toBeGreaterThan(6_000);
      expect(body.length).toBeLessThan(10_000);
    }
  });

  it('are signed over the body that they carry', () => {
    const { bytes } = request(3);
    const signature = /X-Shopify-Hmac-Sha256: (.+)\r\n/.exec(bytes.toString('latin1'))?.[1];
    const expected = createHmac('sha256', SIGNING.secret).update(bodyOf(bytes)).digest('base64');
    expect(signature).toBe(expected);
  });

  it('have an id and an order of their own', () => {
    const made = Array.from({ length: 40 }, (_, index) => request(index));
    expect(new Set(made.map(({ webhookId }) => webhookId)).size).toBe(40);
    const orders = made.map(({ bytes }) => /"id":(\d+)/.exec(bodyOf(bytes).toString())?.[1]);
    expect(new Set(orders).size).toBe(40);
    for (const { bytes } of made) {
      expect(() => JSON.parse(bodyOf(bytes).toString())).not.toThrow();
    }
  });

  it('name the new id wherever the old one stood', () => {
    const body = bodyOf(request(0).bytes).toString();
    const id = /"id":(\d+)/.exec(body)?.[1];
    expect(body).toContain(`gid://shopify/Order/${id}`);
    expect(templates[0]?.idLength).toBe(id?.length);
  });

  it('keep their order where they should', () => {
    expect(bodyOf(request(5, false).bytes).equals(Buffer.from(templates[5]?.body ?? []))).toBe(
      true,
    );
  });

  it('must name their order', () => {
    const message = { topic: 'orders/create', body: '{"id":12}' };
    expect(() => webhookTemplate('a.myshopify.com', message, 34n)).toThrow('does not name order');
  });
});
