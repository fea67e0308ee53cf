import { beforeEach, expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import { TABLES_OF_SHOP } from '#app/db/privacy-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { deliver } from '#test/doors/deliver.ts';
import { idOf } from '#test/factories/ids.ts';
import { makeClick, makeEvent, makeMoment } from '#test/factories/journey.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage } from '../intake/local-shop.ts';
import { settleJourneys, tellOrder } from './journeys.ts';

freshDatabase();

let shop: ShopRow;
beforeEach(async () => {
  shop = await makeShop();
  const jane = await engage(shop.id, 'JANE15');
  const clickId = await makeClick(shop.id, 'her click', {
    slug: jane.linkSlug,
    at: '2026-11-01T12:00:00Z',
    cookie: 'her cookie',
  });
  const visit = { at: '2026-11-01T12:00:02Z', url: `/?trb=${jane.linkSlug}&trc=${clickId}` };
  await makeEvent(shop.id, 'her visit', { ...visit, browser: 'her phone' });
  await makeEvent(shop.id, 'shared visit', { at: '2026-11-02T12:00:00Z', browser: 'sofa' });
  await checkout('her checkout', 'her phone', 'her-token', '2026-11-03T12:00:00Z');
  await checkout('sofa checkout', 'sofa', 'her-token', '2026-11-03T12:00:01Z');
  await tellOrder(shop, '1', {
    at: '2026-11-03T12:00:05Z',
    token: 'her-token',
    customer: 501,
    cart: { visitor: idOf('her phone'), click: clickId, link: jane.linkSlug },
  });
  await makeMoment(shop.id, 1n, {
    at: '2026-11-01T12:00:03Z',
    referrerUrl: 'https://her.example/',
  });
  await makeEvent(shop.id, 'his visit', { at: '2026-11-05T12:00:00Z', browser: 'sofa' });
  await checkout('his checkout', 'sofa', 'his-token', '2026-11-05T12:10:00Z');
  await tellOrder(shop, '2', { at: '2026-11-05T12:10:05Z', token: 'his-token', customer: 502 });
  await settleJourneys(shop.id);
});

function checkout(word: string, browser: string, checkoutToken: string, at: string) {
  const type = 'checkout_completed' as const;
  return makeEvent(shop.id, word, { at, browser, type, checkoutToken, url: '/checkouts' });
}

async function ask(topic: string, fields: object): Promise<void> {
  await deliver({
    topic,
    body: JSON.stringify({ customer: { id: 501 }, ...fields }),
    shop: shop.domain,
  });
  await settleJourneys(shop.id);
}

async function everything(): Promise<string> {
  const texts: string[] = [];
  for (const table of TABLES_OF_SHOP) {
    const { rows } = await pool().query<{ row: string }>(
      `select to_jsonb(t)::text as row from "${table}" t where shop_id = $1`,
      [shop.id],
    );
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join('\n');
}

const creditOf = () =>
  prisma().credit.findMany({ where: { shopId: shop.id }, orderBy: { touchpointId: 'asc' } });

it('a data request tells the visits, clicks, moments and joins of the person, and of nobody else', async () => {
  await ask('customers/data_request', { orders_requested: [1] });
  const { result } = await prisma().privacyRequest.findFirstOrThrow({ where: { shopId: shop.id } });
  const told = JSON.stringify(result);
  for (const word of ['her visit', 'shared visit', 'her checkout', idOf('her click')]) {
    expect(told).toContain(word);
  }
  expect(told).toContain('https://her.example/');
  for (const word of ['his visit', 'his checkout', 'his-token']) expect(told).not.toContain(word);
});

it('erasing a person leaves no way back to her browsers, and the credit and other people as they were', async () => {
  const before = await creditOf();
  const his = await prisma().touchpoint.findMany({ where: { shopId: shop.id, orderId: 2n } });
  await ask('customers/redact', { orders_to_redact: [1] });
  const text = await everything();
  for (const word of ['her phone', 'her cookie']) expect(text).not.toContain(idOf(word));
  for (const word of ['her-token', 'her.example']) expect(text).not.toContain(word);
  const events = await prisma().pixelEvent.findMany({ where: { shopId: shop.id } });
  const known = events.filter(({ visitorId }) => visitorId !== null);
  expect(known.map(({ eventId }) => eventId).sort()).toEqual(['his checkout', 'his visit']);
  expect(await prisma().journeyMoment.count({ where: { shopId: shop.id } })).toBe(0);
  expect(await creditOf()).toEqual(before);

  // Whatever makes the touchpoints anew later on brings nothing back and gives him nothing of hers.
  await prisma().touchRebuild.createMany({
    data: [1n, 2n].map((orderId) => ({ shopId: shop.id, orderId })),
  });
  await settleJourneys(shop.id);
  expect(await creditOf()).toEqual(before);
  expect(await prisma().touchpoint.findMany({ where: { shopId: shop.id, orderId: 2n } })).toEqual(
    his,
  );
});
