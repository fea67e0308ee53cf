import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { openDoors } from '#app/doors/open-doors.server.ts';
import { clicksAtDoor, finishClicks } from '#app/flow/capture/record-click.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage } from '#test/flow/intake/local-shop.ts';
import { proxyQuery, SAFARI } from './proxied.ts';

freshDatabase();

let server: Server;
let origin: string;
let shop: ShopRow;
let slug: string;

beforeAll(async () => {
  const doors = openDoors();
  server = createServer((request, response) => {
    if (!doors(request, response)) response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  shop = await makeShop();
  slug = (await engage(shop.id, 'JANE15')).linkSlug;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function open(path: string, userAgent = SAFARI, method = 'GET') {
  const headers = { 'user-agent': userAgent };
  const response = await fetch(origin + path, { method, headers, redirect: 'manual' });
  const location = response.headers.get('location');
  return { response, clickId: location && new URL(location).searchParams.get('trc') };
}

it('answers over HTTP, in front of everything else', async () => {
  const { response } = await open(`/r/${slug}`);
  expect(response.status).toBe(302);
  expect((await open('/r/nobody')).response.status).toBe(404);
  expect((await open(`/r/${slug}`, SAFARI, 'POST')).response.status).toBe(405);
  expect((await open(`/proxy/${slug}`)).response.status).toBe(400);
  expect((await open(`/proxy/${slug}?${proxyQuery(shop.domain)}`)).clickId).toBeTruthy();
  expect((await open(`/robots/${slug}`)).response.status).toBe(418);
});

it('has every click of a storm that it acknowledged, once each, and tells the bots apart', async () => {
  const before = await prisma().linkClick.count({ where: { shopId: shop.id } });
  const storm = await Promise.all(
    Array.from({ length: 500 }, (_, at) =>
      open(`/r/${slug}`, at % 5 === 0 ? 'Mozilla/5.0 (compatible; SomeBot/1.0)' : SAFARI),
    ),
  );
  expect(new Set(storm.map(({ response }) => response.status))).toEqual(new Set([302]));
  const clickId = { in: storm.map((one) => one.clickId ?? '') };
  const rows = await prisma().linkClick.findMany({ where: { shopId: shop.id, clickId } });
  expect(rows).toHaveLength(500);
  expect(await prisma().linkClick.count({ where: { shopId: shop.id } })).toBe(before + 500);
  expect(rows.filter(({ agent }) => agent === 'bot')).toHaveLength(100);
  expect(rows.filter(({ agent }) => agent === 'person')).toHaveLength(400);
});

it('leads on while clicks cannot be written, and writes them when they can', async () => {
  await open(`/r/${slug}`);
  await pool().query('alter table link_click rename to link_click_away');
  const answers = await Promise.all(Array.from({ length: 20 }, () => open(`/r/${slug}`)));
  expect(answers.map(({ response }) => response.status)).toEqual(Array(20).fill(302));
  expect(clicksAtDoor().waiting).toBe(20);
  await pool().query('alter table link_click_away rename to link_click');
  await finishClicks(10_000);
  expect(clicksAtDoor()).toEqual({ waiting: 0, lost: 0 });
  const clickId = { in: answers.map((one) => one.clickId ?? '') };
  expect(await prisma().linkClick.count({ where: { shopId: shop.id, clickId } })).toBe(20);
});

it('leads on within two seconds while a write hangs, and the click lands', async () => {
  await open(`/r/${slug}`);
  const holder = await pool().connect();
  await holder.query('begin');
  await holder.query('lock table link_click in access exclusive mode');
  const started = performance.now();
  const { response, clickId } = await open(`/r/${slug}`);
  expect(response.status).toBe(302);
  expect(performance.now() - started).toBeLessThan(2_500);
  await holder.query('commit');
  holder.release();
  await finishClicks(10_000);
  expect(await prisma().linkClick.count({ where: { clickId: clickId ?? '' } })).toBe(1);
});
