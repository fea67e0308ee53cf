import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { MODELS } from '#app/domain/attribution-model.ts';
import type { SettingsView } from '#app/views/settings-view.server.ts';
import { sendCompliance } from '#test/standin/control/shop-actions.ts';
import type { Order } from '#test/standin/state/world.ts';
import { courierOf } from '#test/standin/webhooks/courier.ts';
import { openHouse } from './open-house.ts';
import { decimal, type ShopStory } from './shop-story.ts';
import { tablesWith } from './what-is-stored.ts';

const open = openHouse();

const post = (story: ShopStory, topic: string, body: string, signature: string) =>
  fetch(new URL('/webhooks', open.house().appUrl), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': story.shop.domain,
      'x-shopify-hmac-sha256': signature,
      'x-shopify-api-version': '2026-10',
      'x-shopify-webhook-id': `${topic}-${signature.length}`,
    },
    body,
  });

describe('a person who wants to know, and then to be forgotten', () => {
  let story: ShopStory;
  let hers: Order;
  let others: Order;
  const EMAIL = 'Zoe.Quill@private.example';
  const IP = '203.0.113.77';
  const SECRET = 'leave it with the neighbour, Quill';

  beforeAll(async () => {
    story = await open.openShop({ handle: 'privacy' });
    const { links } = await story.work.startOne();
    const { pathname, search } = new URL(links.tagged ?? '');
    hers = story.sell({
      codes: ['JANE15'],
      email: EMAIL,
      firstName: 'Zoe',
      lastName: 'Quill',
      phone: '+15550123499',
      browserIp: IP,
      landingSite: `${pathname}${search}&mail=${encodeURIComponent(EMAIL)}`,
      referringSite: `https://mail.example/inbox?user=${encodeURIComponent(EMAIL)}`,
      attributes: [{ name: 'note', value: SECRET }],
      note: SECRET,
    });
    others = story.sell({ codes: ['JANE15'], email: 'someone@else.example' });
    await story.settled();
  });

  it('is told by a file what the shop holds on her', async () => {
    sendCompliance(story.world, story.shop, 'customers/data_request', EMAIL);
    await story.settled();
    const { privacyRequests } = await story.work.read<SettingsView>('/app/settings');
    const [request] = privacyRequests;
    expect(request).toMatchObject({ topic: 'customers/data_request', hasFile: true });
    const response = await story.merchant.fetch(`/app/settings/privacy?id=${request?.id}`);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain(String(hers.id));
    expect(text).toContain('JANE15');
    expect(text).not.toContain(String(others.id));
  });

  it('is gone from every table after customers/redact, while what was sold stays credited', async () => {
    expect((await tablesWith(open, IP)).length).toBeGreaterThan(0);
    const figures = await story.figures();
    sendCompliance(story.world, story.shop, 'customers/redact', EMAIL);
    await story.settled();
    for (const trace of [
      EMAIL,
      encodeURIComponent(EMAIL),
      IP,
      'Quill',
      '+15550123499',
      String(hers.customerId),
    ]) {
      expect(`${trace}: ${await tablesWith(open, trace)}`).toBe(`${trace}: `);
    }
    expect(await story.figures()).toMatchObject({
      revenue: figures.revenue,
      orders: figures.orders,
    });
    const view = await story.order(hers);
    expect(view.arithmetic.net.amount).toBe(decimal(story.truth(hers)));
    expect(view.decisions.map(({ shares }) => shares[0]?.to)).toEqual(MODELS.map(() => 'Jane Doe'));
    expect((await tablesWith(open, 'someone@else.example')).length).toBeGreaterThan(0);
  });

  it('has no file to be fetched any more', async () => {
    const { privacyRequests } = await story.work.read<SettingsView>('/app/settings');
    for (const { id, hasFile } of privacyRequests) {
      const { status } = await story.merchant.fetch(`/app/settings/privacy?id=${id}`);
      expect({ hasFile, status }).toEqual({ hasFile: false, status: 404 });
    }
  });

  it('does not come back when an old webhook is sent again', async () => {
    const courier = courierOf(story.world);
    for (const { webhookId, topic } of story.shop.deliveries) {
      if (topic.startsWith('orders/')) courier.redeliver(story.shop, webhookId);
    }
    await story.settled();
    expect(await tablesWith(open, EMAIL)).toEqual([]);
  });

  it.each(['customers/data_request', 'customers/redact', 'shop/redact'])(
    'is not asked for by a forged %s',
    async (topic) => {
      const body = JSON.stringify({
        shop_domain: story.shop.domain,
        customer: { email: 'someone@else.example' },
        orders_to_redact: [String(others.id)],
      });
      const forged = createHmac('sha256', 'not the secret').update(body).digest('base64');
      const rows = await open.stored<{ count: string }>('select count(*) from inbox_message');
      expect((await post(story, topic, body, forged)).status).toBe(401);
      expect(
        (
          await post(
            story,
            topic,
            `${body} `,
            createHmac('sha256', open.world().app.apiSecret).update(body).digest('base64'),
          )
        ).status,
      ).toBe(401);
      expect(await open.stored('select count(*) from inbox_message')).toEqual(rows);
      expect((await story.order(others)).name).toBe(others.name);
    },
  );
});
