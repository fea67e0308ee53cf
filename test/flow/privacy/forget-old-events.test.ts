import { v7 as newId } from 'uuid';
import { beforeAll, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import {
  BROWSING_LIFE_DAYS,
  forgetOldEvents,
  VISIT_LIFE_DAYS,
} from '#app/flow/privacy/forget-old-events.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const NOW = new Date('2026-11-21T04:11:00Z');
const MINUTE_MS = 60_000;
const VISITOR = '11111111-2222-4333-8444-555555555555';

/** A minute older, and a minute younger, than so many days. */
const around = (days: number) =>
  [-1, 1].map((minutes) => new Date(NOW.getTime() - days * 86_400_000 + minutes * MINUTE_MS));

let shopId: number;

async function tell(type: string, at: Date): Promise<void> {
  const eventId = `${type} ${at.toISOString()}`;
  await prisma().pixelEvent.create({
    data: { shopId, eventId, type, occurredAt: at, receivedAt: at, url: '/' },
  });
}

beforeAll(async () => {
  // What was told stays a visitor's own when the app is gone.
  ({ id: shopId } = await makeShop({ uninstalledAt: NOW }));
  const browsing = ['product_viewed', 'product_added_to_cart', 'checkout_started'];
  for (const at of around(BROWSING_LIFE_DAYS)) {
    for (const type of [...browsing, 'visit', 'checkout_completed']) await tell(type, at);
  }
  for (const at of around(VISIT_LIFE_DAYS)) {
    await tell('visit', at);
    await tell('checkout_completed', at);
    const key = at.toISOString();
    await prisma().visitorJoin.create({
      data: { shopId, visitorId: VISITOR, kind: 'click', key, joinedAt: at },
    });
    await prisma().linkClick.create({
      data: {
        shopId,
        clickId: newId({ msecs: at.getTime() }),
        slug: 'jane',
        occurredAt: at,
        agent: 'person',
        door: 'app',
        destination: '/',
      },
    });
  }
});

it('forgets what is old enough, of its kind, and nothing else', async () => {
  await forgetOldEvents(NOW);
  const left = await prisma().pixelEvent.findMany({ where: { shopId } });
  const [, youngBrowsing] = around(BROWSING_LIFE_DAYS);
  const [, youngVisit] = around(VISIT_LIFE_DAYS);
  const daysOf = (type: string) =>
    left
      .filter((event) => event.type === type)
      .map(({ receivedAt }) => Math.round((NOW.getTime() - receivedAt.getTime()) / 86_400_000))
      .sort((a, b) => a - b);
  for (const type of ['product_viewed', 'product_added_to_cart', 'checkout_started']) {
    expect(daysOf(type)).toEqual([BROWSING_LIFE_DAYS]);
  }
  expect(left.find(({ type }) => type === 'product_viewed')?.receivedAt).toEqual(youngBrowsing);
  for (const type of ['visit', 'checkout_completed']) {
    expect(daysOf(type)).toEqual([BROWSING_LIFE_DAYS, BROWSING_LIFE_DAYS, VISIT_LIFE_DAYS]);
  }
  const clicks = await prisma().linkClick.findMany({ where: { shopId } });
  expect(clicks.map(({ occurredAt }) => occurredAt)).toEqual([youngVisit]);
  const joins = await prisma().visitorJoin.findMany({ where: { shopId } });
  expect(joins.map(({ joinedAt }) => joinedAt)).toEqual([youngVisit]);
});

it('goes on until nothing old is left', async () => {
  const old = new Date(NOW.getTime() - 2 * BROWSING_LIFE_DAYS * 86_400_000);
  const { id: other } = await makeShop();
  await prisma().pixelEvent.createMany({
    data: Array.from({ length: 4_500 }, (_, at) => ({
      shopId: other,
      eventId: `e${at}`,
      type: 'product_viewed',
      occurredAt: old,
      receivedAt: old,
      url: '/',
    })),
  });
  await forgetOldEvents(NOW);
  expect(await prisma().pixelEvent.count({ where: { shopId: other } })).toBe(0);
});
