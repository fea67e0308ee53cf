import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { truthOf } from '#test/standin/control/shop-truth.ts';
import type { Order } from '#test/standin/state/world.ts';
import { deliver } from './deliver.ts';
import { openHouse } from './open-house.ts';
import { live } from './shop-life.ts';
import { decimal, type ShopStory } from './shop-story.ts';

const open = openHouse();

let glowy: ShopStory;
let good: string;

const stored = async () => {
  const [row] = await open.stored<{ count: number }>(
    'select count(*)::int as count from inbox_message',
  );
  return row?.count ?? 0;
};

beforeAll(async () => {
  glowy = await open.openShop();
  await glowy.work.startOne();
  const order = glowy.sell({ codes: ['JANE15'] });
  await glowy.settled();
  const delivery = glowy.shop.deliveries.findLast(({ topic }) => topic === 'orders/updated');
  good = delivery?.body.toString('utf8') ?? '';
  expect(good).toContain(String(order.id));
});

describe('what is not from Shopify', () => {
  const REFUSED: [string, Partial<Parameters<typeof deliver>[1]>, number][] = [
    ['no body', { body: '' }, 400],
    ['no signature', { signature: '' }, 400],
    ['a made-up signature', { signature: 'bm90IGEgc2lnbmF0dXJl' }, 401],
    ['a signature that is no base64', { signature: '%%%' }, 401],
    ['a signature of something else', { signature: randomBytes(32).toString('base64') }, 401],
    ['a very long signature', { signature: 'A'.repeat(4_000) }, 401],
    ['no topic', { headers: { 'x-shopify-topic': '' } }, 400],
    ['no shop', { headers: { 'x-shopify-shop-domain': '' } }, 400],
    ['no id', { headers: { 'x-shopify-webhook-id': '' } }, 400],
    ['no API version', { headers: { 'x-shopify-api-version': '' } }, 400],
    ['a shop elsewhere', { headers: { 'x-shopify-shop-domain': 'glowy.example.com' } }, 400],
    [
      'a shop that is an address',
      { headers: { 'x-shopify-shop-domain': 'x/../y.myshopify.com' } },
      400,
    ],
    ['an endless id', { headers: { 'x-shopify-webhook-id': 'x'.repeat(3_000) } }, 400],
    ['more bytes than Shopify ever sends', { body: Buffer.alloc(9 * 2 ** 20, 0x20) }, 413],
  ];

  it.each(REFUSED)('is refused and not kept: %s', async (_what, wish, status) => {
    const before = await stored();
    // The app may hang up before a body that is too long has been sent to its end.
    const answer = await deliver(glowy, { body: good, ...wish }).catch(() => 413);
    expect(answer).toBe(status);
    expect(await stored()).toBe(before);
  });

  it.each(['GET', 'PUT', 'DELETE'])('is refused when it is no POST: %s', async (method) => {
    const { status } = await fetch(new URL('/webhooks', open.house().appUrl), { method });
    expect(status).toBe(405);
  });
});

describe('what is from Shopify and cannot be understood', () => {
  const order = (change: Record<string, unknown>) =>
    JSON.stringify({ ...(JSON.parse(good) as object), ...change });
  const withLine = (change: Record<string, unknown>) => {
    const body = JSON.parse(good) as { line_items: object[] };
    return JSON.stringify({ ...body, line_items: [{ ...body.line_items[0], ...change }] });
  };

  const ODD: Record<string, () => string | Uint8Array<ArrayBuffer>> = {
    'a body cut off in the middle': () => good.slice(0, good.length / 2),
    'text that is no JSON': () => 'order #1001',
    'bytes that are no text': () => new Uint8Array(randomBytes(500)),
    'bytes that are no UTF-8': () =>
      new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
    'a packed body': () => new Uint8Array(gzipSync(good)),
    nothing: () => 'null',
    'an empty object': () => '{}',
    'an empty list': () => '[]',
    'a list of orders': () => `[${good}]`,
    'a text': () => '"order"',
    'a number beyond all numbers': () => '1e400',
    'a hundred thousand brackets': () => '['.repeat(100_000),
    'as many that close again': () => '['.repeat(100_000) + ']'.repeat(100_000),
    'seven megabytes of note': () => order({ note: 'n'.repeat(7 * 2 ** 20) }),
    'an order without an id': () => order({ id: undefined }),
    'an id that is a text': () => order({ id: 'first' }),
    'an id below zero': () => order({ id: -5 }),
    'an id beyond all ids': () => good.replace(/"id":\d+/, '"id":99999999999999999999999999'),
    'an id that is a fraction': () => order({ id: 1.5 }),
    'lines that are no list': () => order({ line_items: { 0: 'serum' } }),
    'a line that is nothing': () => order({ line_items: [null] }),
    'a price that is no number': () => withLine({ price: 'free', price_set: undefined }),
    'a price that is not a number by name': () => withLine({ price: 'NaN', price_set: undefined }),
    'a price of thirty digits': () => withLine({ price: '9'.repeat(30), price_set: undefined }),
    'a price in an unknown currency': () => order({ currency: 'ZZZ' }),
    'a currency that is a picture': () => order({ currency: '🦄' }),
    'a quantity below zero': () => withLine({ quantity: -3 }),
    'a quantity beyond all quantities': () => withLine({ quantity: 1e15 }),
    'a day that is none': () => order({ updated_at: 'yesterday' }),
    'a day in another age': () => order({ processed_at: '+275760-01-01T00:00:00Z' }),
    'no days at all': () => order({ created_at: null, processed_at: null, updated_at: null }),
    'names of the language': () =>
      good.replace('{', '{"__proto__":{"admin":true},"constructor":1,'),
    'zero bytes in its texts': () =>
      order({ name: '#10\u000001', landing_site: '/\u0000?a=\ud800' }),
    'a landing site of a megabyte': () => order({ landing_site: `/?${'a=b&'.repeat(250_000)}` }),
    'a code of a megabyte': () =>
      order({ discount_codes: [{ code: 'J'.repeat(2 ** 20), amount: '1', type: 'percentage' }] }),
    'two thousand lines': () => {
      const body = JSON.parse(good) as { line_items: object[] };
      const line = body.line_items[0];
      return order({ line_items: Array.from({ length: 2_000 }, (_, id) => ({ ...line, id })) });
    },
  };
  const TOPICS = [
    'orders/create',
    'refunds/create',
    'orders/edited',
    'app/scopes_update',
    'customers/data_request',
    'customers/redact',
    'carts/update',
    'nonsense',
  ];

  it('is taken, read or parked with a reason, and holds up nobody', async () => {
    const before = await stored();
    let sent = 0;
    for (const [what, body] of Object.entries(ODD)) {
      const status = await deliver(glowy, { body: body(), topic: 'orders/updated' });
      expect({ what, status }).toEqual({ what, status: 200 });
      sent += 1;
    }
    for (const topic of TOPICS) {
      for (const body of ['{}', good.slice(0, 300), '{"id":1}']) {
        expect({ topic, status: await deliver(glowy, { body, topic }) }).toEqual({
          topic,
          status: 200,
        });
        sent += 1;
      }
    }
    const fine = glowy.sell({ codes: ['JANE15'], email: 'after@example.com' });
    const { freshness } = await glowy.settled();
    expect(await stored()).toBeGreaterThanOrEqual(before + sent);
    expect(freshness.parked).toBeGreaterThan(20);
    expect((await glowy.order(fine)).arithmetic.net.amount).toBe(decimal(glowy.truth(fine)));

    const { parked, waiting } = await glowy.inbox();
    expect(waiting).toEqual([]);
    for (const message of parked) {
      expect(message).toMatchObject({
        status: 'parked',
        problem: expect.stringMatching(/\w.*\.$/su),
      });
      expect(message.problem?.length).toBeLessThan(1_000);
    }
  });

  it('can be replayed from the screen, and is parked again', async () => {
    const { parked } = await glowy.inbox();
    for (const { id } of parked.slice(0, 25)) await glowy.work.done('/app/inbox', { id });
    await glowy.settled();
    const again = (await glowy.inbox()).parked;
    expect(again.map(({ id }) => id).sort()).toEqual(parked.map(({ id }) => id).sort());
    expect((await glowy.work.refused('/app/inbox', { id: 'no such message' })).code).toBe(
      'not_found',
    );
  });

  it('has spoilt no order that was there', async () => {
    const counted = truthOf(glowy.shop).orders;
    for (const { id, netSalesMinor } of counted.slice(1)) {
      const view = await glowy.order(glowy.shop.orders.get(BigInt(id)) as Order);
      expect(view.arithmetic.net.amount).toBe(decimal(netSalesMinor));
    }
  });
});

describe.each(['legacy', 'redacted'] as const)('bodies that are %s', (style) => {
  it('become the right facts', async () => {
    const story = await open.openShop({ handle: style, taxesIncluded: style === 'legacy' });
    const { links } = await story.work.startOne();
    story.shop.webhookBodies = style;
    await live(story, { sales: 28, link: links.tagged ?? '' });
    const { freshness } = await story.settled();
    expect(freshness.parked).toBe(0);
    const { rows } = await story.orders();
    const shown = rows.map(({ name, net }) => [name, net?.amount]).sort();
    expect(shown).toEqual(
      truthOf(story.shop)
        .orders.map(({ name, netSalesMinor }) => [name, decimal(netSalesMinor)])
        .sort(),
    );
    expect(rows.flatMap(({ credits }) => credits).every(({ name }) => name === 'Jane Doe')).toBe(
      true,
    );
    expect(rows.filter(({ credits }) => credits.length > 0)).toHaveLength(21);
  });
});
