import { beforeEach, describe, expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { drainInbox } from '#app/flow/intake/drain-inbox.server.ts';
import { replayMessage } from '#app/flow/intake/replay-message.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { deliver } from '#test/doors/deliver.ts';
import { makeShop } from '#test/factories/shop.ts';
import { settle } from './local-shop.ts';
import { orderBody } from './order-body.ts';

freshDatabase();

let shop: ShopRow;
beforeEach(async () => {
  shop = await makeShop();
});

async function send(topic: string, body: unknown, webhookId: string, triggeredAt?: string) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const when = triggeredAt ? { triggeredAt } : {};
  expect(await deliver({ topic, body: text, webhookId, shop: shop.domain, ...when })).toBe(200);
}

function message(webhookId: string) {
  return prisma().inboxMessage.findUniqueOrThrow({
    where: { shopId_webhookId: { shopId: shop.id, webhookId } },
  });
}

async function jobKeys(): Promise<string[]> {
  const { rows } = await pool().query<{ key: string }>('select key from graphile_worker.jobs');
  return rows.map(({ key }) => key);
}

describe('the inbox', () => {
  it('turns an order into facts, keeps its big numbers exact and asks for attribution', async () => {
    await send('orders/create', orderBody({ id: '820982911946154508' }), 'm1');
    await drainInbox(shop.id);
    const order = await prisma().order.findFirstOrThrow({ where: { shopId: shop.id } });
    expect(order.orderId).toBe(820982911946154508n);
    expect(await message('m1')).toMatchObject({
      status: 'done',
      orderId: order.orderId,
      attempts: 1,
    });
    expect(await jobKeys()).toContain(`attribute-orders:${shop.id}`);
    expect(await prisma().attributionDue.count({ where: { shopId: shop.id } })).toBe(1);
  });

  it('parks what it cannot read, says why, and goes on with the rest', async () => {
    await send('orders/create', '{"id":', 'not-json');
    await send('orders/create', Buffer.from([0x22, 0xff, 0xfe, 0x22]).toString('latin1'), 'a-text');
    await send('orders/create', { id: 5, currency: 'USD' }, 'no-date');
    await send('orders/create', orderBody({ total_price: '12.345' }), 'odd-money');
    await send('orders/create', orderBody({ currency: 'XQQ' }), 'odd-currency');
    await send('themes/publish', { id: 1 }, 'unknown');
    await send('orders/create', orderBody({ id: '77' }), 'good');
    await drainInbox(shop.id);
    const parked = await prisma().inboxMessage.findMany({
      where: { shopId: shop.id, status: 'parked' },
      orderBy: { seq: 'asc' },
    });
    expect(parked.map(({ webhookId, errorCode }) => [webhookId, errorCode])).toEqual([
      ['not-json', 'invalid_payload'],
      ['a-text', 'invalid_payload'],
      ['no-date', 'invalid_payload'],
      ['odd-money', 'invalid_amount'],
      ['odd-currency', 'unknown_currency'],
      ['unknown', 'unknown_topic'],
    ]);
    for (const { errorMessage, body } of parked) {
      expect(errorMessage).toMatch(/^[“A-Z].*\.$/);
      expect(body).not.toBeNull();
    }
    expect(parked[2]?.errorMessage).toContain('created_at');
    expect((await message('good')).status).toBe('done');
  });

  it('reads a parked message again on demand', async () => {
    await send('orders/create', orderBody({ currency: 'XQQ' }), 'm1');
    await drainInbox(shop.id);
    await prisma().inboxMessage.updateMany({
      where: { shopId: shop.id, webhookId: 'm1' },
      data: { body: Buffer.from(JSON.stringify(orderBody({ id: '9' }))) },
    });
    await replayMessage(shop.id, 'm1');
    expect(await message('m1')).toMatchObject({ status: 'pending', attempts: 0, errorCode: null });
    expect(await jobKeys()).toContain(`drain-inbox:${shop.id}`);
    await drainInbox(shop.id);
    expect((await message('m1')).status).toBe('done');
    await replayMessage(shop.id, 'm1');
    await settle(shop.id);
    expect(await prisma().order.count({ where: { shopId: shop.id } })).toBe(1);
  });

  it('says what cannot be replayed', async () => {
    await send('orders/create', orderBody({}), 'm1');
    await prisma().inboxMessage.updateMany({ where: { shopId: shop.id }, data: { body: null } });
    const other = await makeShop();
    await expect(replayMessage(shop.id, 'm1')).rejects.toMatchObject({ code: 'conflict' });
    await expect(replayMessage(shop.id, 'none')).rejects.toMatchObject({ code: 'not_found' });
    await expect(replayMessage(other.id, 'm1')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('lets a message rest that fails for no reason of its own, then parks it', async () => {
    await send('orders/create', orderBody({ id: '1' }), 'm1');
    await send('app/scopes_update', { current: ['read_orders'] }, 'm2');
    await pool().query(`alter table customer rename to customer_away`);
    try {
      await drainInbox(shop.id);
      const first = await message('m1');
      expect(first).toMatchObject({ status: 'pending', attempts: 1, errorCode: 'unforeseen' });
      expect(first.notBefore?.getTime()).toBeGreaterThan(Date.now());
      expect(await jobKeys()).toContain(`drain-inbox:${shop.id}:later`);
      expect((await message('m2')).status).toBe('done');
      await drainInbox(shop.id);
      expect((await message('m1')).attempts).toBe(1);
      for (let round = 0; round < 4; round += 1) {
        await prisma().inboxMessage.updateMany({
          where: { shopId: shop.id },
          data: { notBefore: null },
        });
        await drainInbox(shop.id);
      }
      expect(await message('m1')).toMatchObject({ status: 'parked', attempts: 5 });
    } finally {
      await pool().query(`alter table customer_away rename to customer`);
    }
    await replayMessage(shop.id, 'm1');
    await drainInbox(shop.id);
    expect((await message('m1')).status).toBe('done');
  });

  it('asks Shopify for an order that was edited', async () => {
    await send('orders/edited', '{"order_edit":{"order_id":9107199254741993}}', 'm1');
    await drainInbox(shop.id);
    expect(await jobKeys()).toContain(`refetch-order:${shop.id}:9107199254741993`);
    expect((await message('m1')).orderId).toBe(9107199254741993n);
  });

  it('takes the newest telling of one second by when it was sent', async () => {
    const at = '2026-11-02T10:00:00Z';
    const told = (status: string) =>
      orderBody({ id: '1', updated_at: at, financial_status: status });
    await send('orders/paid', told('paid'), 'later', '2026-11-02T10:00:00.900Z');
    await send('orders/create', told('pending'), 'earlier', '2026-11-02T10:00:00.100Z');
    await drainInbox(shop.id);
    const order = await prisma().order.findFirstOrThrow({ where: { shopId: shop.id } });
    expect(order.financialStatus).toBe('paid');
  });

  it('keeps what only an older telling knew', async () => {
    const newer = orderBody({ id: '1', updated_at: '2026-11-03T00:00:00Z', landing_site: null });
    const older = orderBody({
      id: '1',
      updated_at: '2026-11-02T00:00:00Z',
      landing_site: '/?trb=x',
    });
    await send('orders/updated', newer, 'newer');
    await drainInbox(shop.id);
    await send('orders/create', older, 'older');
    await drainInbox(shop.id);
    const order = await prisma().order.findFirstOrThrow({ where: { shopId: shop.id } });
    expect(order).toMatchObject({ landingSite: '/?trb=x' });
    expect(order.sourceUpdatedAt.toISOString()).toBe('2026-11-03T00:00:00.000Z');
  });

  it('records an uninstallation and drops the sessions, unless the app is installed again', async () => {
    const session = { shop: shop.domain, state: '', accessToken: 't', isOnline: false };
    const issued = (at: string) => ({ expires: new Date(Date.parse(at) + 3_600_000) });
    const id = `offline_${shop.domain}`;
    await prisma().session.create({ data: { id, ...session, ...issued('2026-11-01T12:00:00Z') } });
    await send('app/uninstalled', { id: 1 }, 'late', '2026-11-01T10:00:00Z');
    await drainInbox(shop.id);
    expect(await prisma().session.count({ where: { shop: shop.domain } })).toBe(1);
    await send('app/uninstalled', { id: 1 }, 'true', '2026-11-01T12:30:00Z');
    await drainInbox(shop.id);
    expect(await prisma().session.count({ where: { shop: shop.domain } })).toBe(0);
    const row = await prisma().shop.findUniqueOrThrow({ where: { id: shop.id } });
    expect(row.uninstalledAt?.toISOString()).toBe('2026-11-01T12:30:00.000Z');
  });

  it('records scopes, and not those of an older message that comes late', async () => {
    await send('app/scopes_update', { current: ['b', 'a'] }, 'new', '2026-11-01T10:00:02Z');
    await send('app/scopes_update', { current: ['c'] }, 'old', '2026-11-01T10:00:01Z');
    await drainInbox(shop.id);
    const row = await prisma().shop.findUniqueOrThrow({ where: { id: shop.id } });
    expect(row.scopes).toBe('a,b');
  });

  it('stores hostile text as text', async () => {
    const hostile = `"><script>alert(1)</script>'; drop table "order"; --\u0000\ud800 ${'é'.repeat(3000)}`;
    await send(
      'orders/create',
      orderBody({
        id: '1',
        name: hostile,
        landing_site: `/${hostile}?utm_source=${hostile}&trb=${hostile}`,
        referring_site: hostile,
        source_name: hostile,
        cart_token: hostile,
        note_attributes: [
          { name: hostile, value: hostile },
          { name: null, value: { deep: [1] } },
        ],
        discount_codes: [{ code: hostile, amount: '1.00', type: hostile }],
        email: hostile,
      }),
      'm1',
    );
    await settle(shop.id);
    expect((await message('m1')).errorMessage).toBeNull();
    const order = await prisma().order.findFirstOrThrow({ where: { shopId: shop.id } });
    expect(order.name).toContain('<script>alert(1)</script>');
    expect(order.name).not.toContain('\0');
    expect(await prisma().attributedOrder.count({ where: { shopId: shop.id } })).toBe(1);
  });

  it('keeps no e-mail, only a hash that differs from shop to shop', async () => {
    const body = orderBody({ id: '1', email: ' Buyer@Example.com ', customer: { id: 4 } });
    await send('orders/create', body, 'm1');
    await drainInbox(shop.id);
    const first = await prisma().customer.findFirstOrThrow({ where: { shopId: shop.id } });
    const { id: firstShop } = shop;
    shop = await makeShop();
    await send('orders/create', { ...body, email: 'buyer@example.com' }, 'm1');
    await drainInbox(shop.id);
    const second = await prisma().customer.findFirstOrThrow({ where: { shopId: shop.id } });
    expect(first.emailHash).toMatch(/^[0-9a-f]{64}$/);
    expect(second.emailHash).not.toBe(first.emailHash);
    const { rows } = await pool().query(
      'select to_json(o)::text as row from "order" o where shop_id = $1',
      [firstShop],
    );
    expect(rows[0]?.row.toLowerCase()).not.toContain('example.com');
  });
});
