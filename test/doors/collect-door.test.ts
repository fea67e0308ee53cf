import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { MOST_BYTES } from '#app/domain/pixel-batch.ts';
import { ALLOWANCE } from '#app/doors/collect-limits.server.ts';
import { openDoors } from '#app/doors/open-doors.server.ts';
import type { Batch, WireEvent } from '#extensions/tracking-pixel/src/wire.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';

let server: Server;
let address: string;
let shop: ShopRow;

beforeAll(async () => {
  const doors = openDoors();
  server = createServer((request, response) => {
    if (!doors(request, response)) response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/collect`;
  shop = await makeShop({ domain: 'glowy.myshopify.com' });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Something of its own that a pixel would tell now. */
function event(change: object = {}): WireEvent {
  const base = { id: randomUUID(), type: 'visit' as const, url: '/', referrer: null };
  return { ...base, at: new Date().toISOString(), ...change };
}

function batch(events: readonly object[], change: object = {}): Batch {
  const envelope = { v: 1, shop: shop.domain, visitor: randomUUID(), events };
  return { ...envelope, sentAt: new Date().toISOString(), ...change } as Batch;
}

type Answer = { status: number; headers: Headers; body: string };

async function post(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'user-agent': CHROME, origin: 'null', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

const stored = (eventId: string) => prisma().pixelEvent.findMany({ where: { eventId } });

async function gatherJobs(shopId: number): Promise<number> {
  const { rows } = await pool().query('select 1 from graphile_worker.jobs where key = $1', [
    `gather-evidence:${shopId}`,
  ]);
  return rows.length;
}

describe('the collect door', () => {
  it('stores what a pixel tells before it answers, and lets every origin read the answer', async () => {
    const told = event({
      type: 'checkout_completed',
      url: '/checkouts/cn/secret?utm_source=jane&key=secret',
      referrer: 'https://a.example/b?c=d',
      checkoutToken: 'token-1',
      orderId: '820982911946154508',
      productId: '9007199254740993',
      codes: ['JÄNE"10,{}'],
    });
    const sent = batch([told]);
    const answer = await post(sent);
    expect(answer).toMatchObject({ status: 204, body: '' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
    const [row, ...others] = await stored(told.id);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      shopId: shop.id,
      type: 'checkout_completed',
      visitorId: sent.visitor,
      url: '/checkouts?utm_source=jane',
      referrer: 'https://a.example/b',
      checkoutToken: 'token-1',
      orderId: 820982911946154508n,
      productId: 9007199254740993n,
      codes: ['JÄNE"10,{}'],
      isGathered: false,
    });
    expect(Math.abs(Date.now() - (row?.occurredAt.getTime() ?? 0))).toBeLessThan(10_000);
  });

  it('answers a preflight, and no other method', async () => {
    const preflight = await fetch(address, { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
    const other = await fetch(address);
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
  });

  it.each([
    ['no JSON', '{"v":1', 400, ''],
    ['nothing', '', 400, ''],
    ['another form', { v: 2 }, 400, 'v'],
    ['a shop that is none', () => batch([event()], { shop: 'evil.example' }), 400, 'shop'],
    ['no events', () => batch([]), 400, 'events'],
    ['too many events', () => batch(Array(51).fill(event())), 400, 'events'],
    ['a body that is too long', 'x'.repeat(MOST_BYTES + 1), 413, ''],
  ])('refuses %s and says why', async (_name, body, status, at) => {
    const answer = await post(typeof body === 'function' ? body() : body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({ at, reason: expect.any(String) });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('takes JSON by its name too, but no form', async () => {
    const told = event();
    const json = { 'content-type': 'application/json; charset=utf-8' };
    expect(await post(batch([told]), json)).toMatchObject({ status: 204 });
    expect(await stored(told.id)).toHaveLength(1);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await post(batch([event()]), form)).toMatchObject({ status: 415 });
  });

  it('stores the good events of a batch and names the bad', async () => {
    const [good, bad, late] = [
      event(),
      event({ url: 'https://x.example' }),
      event({ at: '2020-01-01T00:00:00Z' }),
    ];
    const answer = await post(batch([bad, good, late]));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      stored: 1,
      refused: [
        { event: 0, at: 'url', reason: expect.any(String) },
        { event: 2, at: 'at', reason: expect.any(String) },
      ],
    });
    expect(await stored(good.id)).toHaveLength(1);
    expect(await stored(bad.id)).toEqual([]);
    expect(await post(batch([bad]))).toMatchObject({ status: 400 });
  });

  it('stores an event once, however often and wherever in a batch it comes', async () => {
    const told = event();
    expect((await post(batch([told, told]))).status).toBe(204);
    expect((await post(batch([{ ...told, url: '/other' }, event()]))).status).toBe(204);
    expect(await stored(told.id)).toMatchObject([{ url: '/' }]);
    const other = await makeShop();
    expect((await post(batch([told], { shop: other.domain }))).status).toBe(204);
    expect(await stored(told.id)).toHaveLength(2);
  });

  it('puts a wrong clock right', async () => {
    const [early, now, future] = [event(), event(), event()];
    const slow = Date.now() - 5 * 3_600_000;
    const at = (ms: number) => new Date(ms).toISOString();
    const told = [
      { ...early, at: at(slow - 60_000) },
      { ...now, at: at(slow) },
      { ...future, at: at(slow + 86_400_000) },
    ];
    expect((await post(batch(told, { sentAt: at(slow) }))).status).toBe(204);
    const agoOf = async (id: string) => {
      const [row] = await stored(id);
      expect(row?.occurredAt.getTime()).toBeLessThanOrEqual(row?.receivedAt.getTime() ?? 0);
      return Math.round((Date.now() - (row?.occurredAt.getTime() ?? 0)) / 60_000);
    };
    expect([await agoOf(early.id), await agoOf(now.id), await agoOf(future.id)]).toEqual([1, 0, 0]);
  });

  it('asks for the reading of what may join something, and of nothing else', async () => {
    const { id, domain } = await makeShop();
    const view = event({ type: 'product_viewed', productId: '1' });
    await post(batch([view], { shop: domain }));
    expect(await stored(view.id)).toMatchObject([{ isGathered: true }]);
    expect(await gatherJobs(id)).toBe(0);
    const visit = event();
    await post(batch([visit], { shop: domain }));
    expect(await gatherJobs(id)).toBe(1);
    await pool().query('delete from graphile_worker._private_jobs where key = $1', [
      `gather-evidence:${id}`,
    ]);
    await post(batch([visit], { shop: domain }));
    expect(await gatherJobs(id)).toBe(0);
  });

  it('keeps nothing of shops without the app, and makes none up', async () => {
    const told = event();
    for (const domain of ['stranger.myshopify.com', 'left.myshopify.com']) {
      if (domain.startsWith('left')) await makeShop({ domain, uninstalledAt: new Date() });
      expect(await post(batch([told], { shop: domain }))).toMatchObject({ status: 204 });
    }
    expect(await stored(told.id)).toEqual([]);
    expect(await prisma().shop.count({ where: { domain: 'stranger.myshopify.com' } })).toBe(0);
  });

  it('notices when a shop that it knows takes the app out, and when it is back under a new id', async () => {
    const { id, domain } = await makeShop();
    const [before, without, after] = [event(), event(), event()];
    await post(batch([before], { shop: domain }));
    await prisma().shop.update({ where: { id }, data: { uninstalledAt: new Date() } });
    expect((await post(batch([without], { shop: domain }))).status).toBe(204);
    expect(await stored(without.id)).toEqual([]);
    const known = await makeShop();
    await post(batch([event()], { shop: known.domain }));
    await prisma().shop.delete({ where: { id: known.id } });
    const again = await makeShop({ domain: known.domain });
    await post(batch([after], { shop: known.domain }));
    expect(await stored(after.id)).toMatchObject([{ shopId: again.id }]);
  });

  it('lets robots go without keeping what they tell', async () => {
    const told = event();
    const robot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
    expect(await post(batch([told]), { 'user-agent': robot })).toMatchObject({ status: 204 });
    expect(await stored(told.id)).toEqual([]);
  });

  it('says 503 while nothing can be stored, and loses nothing when the pixel tries again', async () => {
    const sent = batch([event()]);
    await pool().query('alter table pixel_event rename to pixel_event_away');
    const answer = await post(sent);
    await pool().query('alter table pixel_event_away rename to pixel_event');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect((await post(sent)).status).toBe(204);
    expect(await stored(sent.events[0]?.id ?? '')).toHaveLength(1);
  });

  it('asks one browser that tells too much to wait, and only that one', async () => {
    const visitor = randomUUID();
    const full = () =>
      batch(
        Array.from({ length: 50 }, () => event()),
        { visitor },
      );
    const statuses: number[] = [];
    for (let told = 0; told < ALLOWANCE.perVisitor; told += 50) {
      statuses.push((await post(full())).status);
    }
    expect(new Set(statuses)).toEqual(new Set([204]));
    const answer = await post(full());
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post(batch([event()]))).status).toBe(204);
  });

  it('asks one address that sends too much to wait, without reading on', async () => {
    const robot = { 'user-agent': 'curl/8', 'x-forwarded-for': '6.6.6.6, 203.0.113.9' };
    const statuses = new Map<number, number>();
    for (let sent = 0; sent <= ALLOWANCE.perAddress; sent += 100) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => post('x', robot)));
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 204: ALLOWANCE.perAddress, 429: 100 });
    const other = { ...robot, 'x-forwarded-for': '6.6.6.6, 203.0.113.10' };
    expect((await post('x', other)).status).toBe(204);
  });

  it('stores every acknowledged event of a storm exactly once', async () => {
    const shops = await Promise.all([makeShop(), makeShop(), makeShop()]);
    const events = Array.from({ length: 300 }, () => event());
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, at) =>
        post(
          batch(
            [events[at % 300], events[(at + 1) % 300]].flatMap((one) => one ?? []),
            {
              shop: shops[at % 3]?.domain,
            },
          ),
        ),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    const shopIds = shops.map(({ id }) => id);
    // Each event in its own batch and in the one before, which is of another shop.
    expect(await prisma().pixelEvent.count({ where: { shopId: { in: shopIds } } })).toBe(600);
    for (const id of shopIds) expect(await gatherJobs(id)).toBe(1);
  });
});
