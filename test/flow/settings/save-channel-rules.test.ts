import { expect, it } from 'vitest';
import { getChannelRules } from '#app/db/channel-rule-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import type { ChannelRulesDraft } from '#app/domain/channel-rule-draft.ts';
import { LINK_PARAM } from '#app/domain/utm.ts';
import { attributeOrders } from '#app/flow/attribution/attribute-orders.server.ts';
import { rebuildTouches } from '#app/flow/intake/rebuild-touches.server.ts';
import { wakeWaitingShops } from '#app/flow/intake/wake-waiting-shops.server.ts';
import { saveChannelRules } from '#app/flow/settings/save-channel-rules.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage, settle, tell, tellings } from '../intake/local-shop.ts';
import { orderBody } from '../intake/order-body.ts';

freshDatabase();

const NEWS: ChannelRulesDraft = [
  {
    channel: 'email',
    conditions: [
      { field: 'source', operator: 'starts_with', value: 'news' },
      { field: 'landing_path', operator: 'is_not', value: '/jobs' },
    ],
  },
  { channel: 'push', conditions: [{ field: 'source', operator: 'contains', value: 'letter' }] },
];

async function shopWithVisits(pages: readonly string[]) {
  const shop = await makeShop();
  const bodies = pages.map((landing_site, n) => ({
    topic: 'orders/create',
    body: JSON.stringify(orderBody({ id: String(n + 1), landing_site })),
  }));
  await tell(shop, tellings(bodies));
  await settle(shop.id);
  return shop;
}

async function channelsOf(shopId: number): Promise<string[]> {
  const credit = await prisma().credit.findMany({ where: { shopId }, orderBy: { orderId: 'asc' } });
  return credit.map(({ channel }) => channel);
}

async function rebuild(shopId: number): Promise<void> {
  while ((await rebuildTouches(shopId)) > 0);
  while ((await attributeOrders(shopId)) > 0);
}

it('puts every order, those of before too, into the channels of the rules', async () => {
  const shop = await shopWithVisits([
    '/?utm_source=newsletter',
    '/jobs?utm_source=newsletter',
    '/?utm_source=google&utm_medium=cpc',
  ]);
  expect(await channelsOf(shop.id)).toEqual(['unassigned', 'unassigned', 'paid_search']);

  await saveChannelRules(shop.id, NEWS);
  expect(await getChannelRules(prisma(), shop.id)).toEqual(NEWS);
  await rebuild(shop.id);
  expect(await channelsOf(shop.id)).toEqual(['email', 'push', 'paid_search']);

  const later = orderBody({ id: '9', landing_site: '/x?utm_source=News' });
  await tell(shop, tellings([{ topic: 'orders/create', body: JSON.stringify(later) }]));
  await settle(shop.id);
  expect(await channelsOf(shop.id)).toEqual(['email', 'push', 'paid_search', 'email']);

  await saveChannelRules(shop.id, []);
  await rebuild(shop.id);
  expect(await channelsOf(shop.id)).toEqual([
    'unassigned',
    'unassigned',
    'paid_search',
    'unassigned',
  ]);
});

it('never takes a visit from an influencer', async () => {
  const shop = await makeShop();
  const { linkSlug } = await engage(shop.id, 'JANE15');
  await saveChannelRules(shop.id, NEWS);
  const landing_site = `/?utm_source=newsletter&${LINK_PARAM}=${linkSlug}`;
  const body = orderBody({ id: '1', landing_site });
  await tell(shop, tellings([{ topic: 'orders/create', body: JSON.stringify(body) }]));
  await settle(shop.id);
  expect(await channelsOf(shop.id)).toEqual(['influencer']);
});

it('refuses a rule that cannot be meant, and keeps the old ones', async () => {
  const shop = await makeShop();
  await saveChannelRules(shop.id, NEWS);
  const empty = [{ channel: 'email' as const, conditions: [] }];
  await expect(saveChannelRules(shop.id, empty)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { field: '0.conditions' },
  });
  expect(await getChannelRules(prisma(), shop.id)).toEqual(NEWS);
});

it('is not forgotten when the job gets lost', async () => {
  const shop = await shopWithVisits(['/?utm_source=newsletter']);
  await saveChannelRules(shop.id, NEWS);
  await prisma().$executeRaw`select graphile_worker.remove_job(${`rebuild-touches:${shop.id}`})`;
  await wakeWaitingShops(new Date(Date.now() + 120_000));
  const jobs = await prisma().$queryRaw<unknown[]>`
    select 1 from graphile_worker.jobs where key = ${`rebuild-touches:${shop.id}`}`;
  expect(jobs).toHaveLength(1);
});
