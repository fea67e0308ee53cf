import { beforeAll, expect, it } from 'vitest';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { orderView } from '#app/views/order-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { idOf } from '#test/factories/ids.ts';
import { makeClick, makeEvent } from '#test/factories/journey.ts';
import { makeShop } from '#test/factories/shop.ts';
import { settleJourneys, tellOrder } from '../flow/capture/journeys.ts';
import { engage } from '../flow/intake/local-shop.ts';

freshDatabase();

let shop: ShopRow;
const done = { type: 'checkout_completed', url: '/checkouts' } as const;

beforeAll(async () => {
  shop = await makeShop();
  const jane = await engage(shop.id, 'JANE15');
  const clickId = await makeClick(shop.id, 'c', {
    slug: jane.linkSlug,
    at: '2026-11-05T12:00:00Z',
  });
  const url = `/pages/jane?trb=${jane.linkSlug}&trc=${clickId}`;
  await makeEvent(shop.id, 'seen', { browser: 'phone', at: '2026-11-05T12:00:01Z', url });
  await makeEvent(shop.id, 'phone', {
    ...done,
    browser: 'phone',
    at: '2026-11-01T12:00:00Z',
    checkoutToken: 't1',
  });
  await makeEvent(shop.id, 'old', { browser: 'laptop', at: '2026-10-04T12:00:00Z' });
  await makeEvent(shop.id, 'his', { browser: 'laptop', at: '2026-11-02T12:00:00Z' });
  await makeEvent(shop.id, 'him', {
    ...done,
    browser: 'laptop',
    at: '2026-11-03T12:00:00Z',
    checkoutToken: 't3',
  });
  await makeEvent(shop.id, 'laptop', {
    browser: 'laptop',
    at: '2026-11-07T11:00:00Z',
    referrer: 'https://www.google.com/',
  });
  await makeEvent(shop.id, 'done', {
    ...done,
    browser: 'laptop',
    at: '2026-11-07T12:00:00Z',
    checkoutToken: 't2',
  });
  await tellOrder(shop, '1001', { at: '2026-11-01T12:00:00Z', token: 't1', customer: 7 });
  await tellOrder(shop, '1003', { at: '2026-11-03T12:00:00Z', token: 't3', customer: 8 });
  await tellOrder(shop, '1002', {
    at: '2026-11-07T12:00:00Z',
    token: 't2',
    customer: 7,
    codes: ['JANE15'],
    cart: { visitor: idOf('laptop') },
  });
  await settleJourneys(shop.id);
});

it('says of every contact what it was, who saw it and what ties it to the order', async () => {
  const { journey } = await orderView(shop, '1002');
  expect(journey.map(({ what, evidence, known }) => [what, evidence, known])).toEqual([
    [
      'Link click',
      expect.stringMatching(/^The tracking link was followed \(\/pages\/jane\)\.$/),
      'Seen by the tracking link and the pixel. Another device of the same customer: tied by order #1001.',
    ],
    [
      'Visit',
      'The visit came from www.google.com (/).',
      'Seen by the pixel. The same browser: it went through this checkout.',
    ],
    ['Code', 'The code JANE15 was used at the checkout.', null],
  ]);
});

it('says what was left out because somebody else bought in the browser', async () => {
  expect((await orderView(shop, '1002')).strangersVisits).toBe(2);
  expect((await orderView(shop, '1003')).strangersVisits).toBe(0);
});
