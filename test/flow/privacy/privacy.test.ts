import { beforeEach, describe, expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import { TABLES_OF_SHOP } from '#app/db/privacy-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { BODY_LIFE_DAYS, forgetOldBodies } from '#app/flow/privacy/forget-old-bodies.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { deliver } from '#test/doors/deliver.ts';
import { makeCost } from '#test/factories/collaboration.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage, settle, stateOf } from '../intake/local-shop.ts';
import { orderBody } from '../intake/order-body.ts';

freshDatabase();

let shop: ShopRow;
beforeEach(async () => {
  shop = await makeShop();
});

async function tell(topic: string, body: unknown, webhookId?: string, to = shop): Promise<void> {
  const given = webhookId === undefined ? {} : { webhookId };
  await deliver({ topic, body: JSON.stringify(body), shop: to.domain, ...given });
  await settle(to.id);
}

/** Words by which the buyer of these tests could be known again. */
const PERSON = ['buyer@example.com', 'Erika', 'secret-ref', 'cart-77', 'checkout-77'];

function personalOrder(id: string, fields: Record<string, unknown> = {}) {
  return orderBody({
    id,
    email: 'buyer@example.com',
    customer: { id: 501, first_name: 'Erika' },
    landing_site: '/products/soap?utm_source=newsletter&utm_medium=email&utm_content=secret-ref',
    referring_site: 'https://mail.example/secret-ref',
    cart_token: 'cart-77',
    checkout_token: 'checkout-77',
    note_attributes: [{ name: 'for', value: 'Erika' }],
    discount_codes: [{ code: 'JANE15', amount: '1.00', type: 'percentage' }],
    ...fields,
  });
}

/** Everything that any table holds of the shop, as one text. */
async function everything(shopId: number): Promise<string> {
  const texts = [];
  for (const table of TABLES_OF_SHOP) {
    const { rows } = await pool().query(
      `select to_jsonb(t)::text as row from "${table}" t where shop_id = $1`,
      [shopId],
    );
    texts.push(...rows.map(({ row }) => row));
  }
  const { rows } = await pool().query(
    "select convert_from(body, 'UTF8') as body from inbox_message where shop_id = $1 and body is not null",
    [shopId],
  );
  return [...texts, ...rows.map(({ body }) => body)].join('\n');
}

describe('a data request', () => {
  it('collects what is held on the customer and the orders, and nothing of others', async () => {
    const other = await makeShop();
    await tell('orders/create', personalOrder('1'));
    await tell(
      'orders/create',
      personalOrder('2', { email: 'else@example.com', customer: { id: 502 } }),
    );
    await tell('orders/create', personalOrder('1', { name: '#other' }), undefined, other);
    await tell(
      'customers/data_request',
      { customer: { id: 501, email: 'buyer@example.com' }, orders_requested: [1, 999] },
      'ask',
    );
    const request = await prisma().privacyRequest.findFirstOrThrow({ where: { shopId: shop.id } });
    expect(request.doneAt).not.toBeNull();
    expect(request.result).toMatchObject({
      customer: { customerId: '501' },
      orders: [{ orderId: '1', landingSite: expect.stringContaining('secret-ref') }],
      lines: [{ orderId: '1' }],
      codes: [{ code: 'JANE15' }],
      messages: [{ topic: 'orders/create', body: expect.stringContaining('buyer@example.com') }],
    });
    const text = JSON.stringify(request.result);
    expect(text).not.toContain('else@example.com');
    expect(text).not.toContain('#other');
    const message = await prisma().inboxMessage.findFirst({ where: { webhookId: 'ask' } });
    expect(message).toMatchObject({ status: 'done', body: null });
  });
});

describe('erasing a customer', () => {
  it('leaves no trace of the person, and the money and credit as they were', async () => {
    await engage(shop.id, 'JANE15');
    await tell('orders/create', personalOrder('1'));
    await tell('orders/create', personalOrder('2', { currency: 'XQQ' }), 'parked');
    await tell(
      'orders/create',
      personalOrder('3', { customer: { id: 502 }, email: 'x@example.com' }),
    );
    await tell('customers/data_request', { customer: { id: 501 }, orders_requested: [1] });
    const before = await stateOf(shop.id);
    await tell('customers/redact', {
      customer: { id: 501, email: 'buyer@example.com' },
      orders_to_redact: [1, 2],
    });
    const after = await stateOf(shop.id);
    expect(after.credit).toEqual(before.credit);
    expect(after.lines).toEqual(before.lines);
    expect(after.attributed.map(({ newCustomer: _, ...rest }) => rest)).toEqual(
      before.attributed.map(({ newCustomer: _, ...rest }) => rest),
    );
    expect(after.orders[0]).toMatchObject({ customerId: null, landingSite: '/products/soap' });
    expect(await prisma().customer.findMany({ where: { shopId: shop.id } })).toMatchObject([
      { customerId: 502n },
    ]);
    expect(
      (await prisma().inboxMessage.findFirst({ where: { webhookId: 'parked' } }))?.body,
    ).toBeNull();
    await prisma().order.delete({ where: { shopId_orderId: { shopId: shop.id, orderId: 3n } } });
    await prisma().touchpoint.deleteMany({ where: { shopId: shop.id, orderId: 3n } });
    await prisma().inboxMessage.updateMany({ where: { orderId: 3n }, data: { body: null } });
    const text = await everything(shop.id);
    for (const word of PERSON) expect(text).not.toContain(word);
  });

  it('is not undone by what is told afterwards', async () => {
    await engage(shop.id, 'JANE15');
    await tell('orders/create', personalOrder('1'));
    const before = await stateOf(shop.id);
    await tell('customers/redact', { customer: { id: 501 }, orders_to_redact: [1] });
    const later = personalOrder('1', {
      updated_at: '2026-12-24T00:00:00Z',
      financial_status: 'refunded',
    });
    await tell('orders/updated', later, 'late');
    await forgetOldBodies(new Date(Date.now() + (BODY_LIFE_DAYS + 1) * 86_400_000));
    const text = await everything(shop.id);
    for (const word of PERSON) expect(text).not.toContain(word);
    const after = await stateOf(shop.id);
    expect(after.orders[0]).toMatchObject({ customerId: null, financialStatus: 'refunded' });
    expect(after.credit).toEqual(before.credit);
  });
});

describe('erasing a shop', () => {
  it('knows every table that holds rows of a shop', async () => {
    const { rows } = await pool().query<{ name: string }>(`
      select c.table_name as name from information_schema.columns c
      where c.table_schema = current_schema() and c.column_name = 'shop_id' order by 1`);
    expect([...TABLES_OF_SHOP].sort()).toEqual(rows.map(({ name }) => name));
    const all = await pool().query<{ name: string }>(`
      select table_name as name from information_schema.tables
      where table_schema = current_schema() and table_name not like '\\_prisma%' order by 1`);
    const others = all.rows
      .map(({ name }) => name)
      .filter((name) => !rows.some((row) => row.name === name));
    expect(others).toEqual(['session', 'shop']);
  });

  it('leaves nothing of it, and another shop untouched', async () => {
    const other = await makeShop();
    for (const each of [shop, other]) {
      const { collaborationId } = await engage(each.id, 'JANE15');
      await makeCost(each.id, { collaborationId, day: '2026-11-01', minor: 5n });
      await tell('orders/create', personalOrder('1'), 'm1', each);
      await tell(
        'refunds/create',
        { id: 1, order_id: 1, created_at: '2026-11-02T00:00:00Z' },
        'm2',
        each,
      );
      await prisma().session.create({
        data: { id: `offline_${each.domain}`, shop: each.domain, state: '', accessToken: 't' },
      });
    }
    const before = await stateOf(other.id);
    await prisma().shop.update({ where: { id: shop.id }, data: { uninstalledAt: new Date() } });
    await tell('shop/redact', { shop_id: 1 });
    for (const table of TABLES_OF_SHOP) {
      const { rowCount } = await pool().query(`select from "${table}" where shop_id = $1`, [
        shop.id,
      ]);
      expect([table, rowCount]).toEqual([table, 0]);
    }
    expect(await prisma().shop.findUnique({ where: { id: shop.id } })).toBeNull();
    expect(await prisma().session.count({ where: { shop: shop.domain } })).toBe(0);
    expect(await stateOf(other.id)).toEqual(before);
    expect(await prisma().session.count({ where: { shop: other.domain } })).toBe(1);
  });

  it('does not touch a shop that has installed the app again', async () => {
    await prisma().shop.update({
      where: { id: shop.id },
      data: { installedAt: new Date('2026-11-05T00:00:00Z') },
    });
    await tell('shop/redact', { shop_id: 1 }, 'redact');
    const message = await prisma().inboxMessage.findFirst({ where: { webhookId: 'redact' } });
    expect(message).toMatchObject({ status: 'parked', errorCode: 'conflict' });
    expect(await prisma().shop.count({ where: { id: shop.id } })).toBe(1);
  });
});

it('forgets bodies a week after they were read, and no sooner; parked ones stay', async () => {
  await tell('orders/create', orderBody({ id: '1' }), 'read');
  await tell('orders/create', orderBody({ currency: 'XQQ' }), 'parked');
  const week = BODY_LIFE_DAYS * 86_400_000;
  const kept = async () =>
    (await prisma().inboxMessage.findMany({ where: { shopId: shop.id, body: { not: null } } })).map(
      ({ webhookId }) => webhookId,
    );
  await forgetOldBodies(new Date(Date.now() + week - 60_000));
  expect((await kept()).sort()).toEqual(['parked', 'read']);
  await forgetOldBodies(new Date(Date.now() + week + 60_000));
  expect(await kept()).toEqual(['parked']);
});
