import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import { linkDoor } from '#app/doors/link-listener.server.ts';
import { findLink } from '#app/flow/capture/find-link.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { proxied } from '#test/doors/proxied.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage } from '#test/flow/intake/local-shop.ts';

freshDatabase();

let slug: string;
let domain: string;

// The clock that the memory goes by; everything else goes on by its own.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.advanceTimersByTime(1_000);
});
afterAll(() => void vi.useRealTimers());

beforeAll(async () => {
  const shop = await makeShop({ primaryUrl: 'https://glowy.example' });
  domain = shop.domain;
  slug = (await engage(shop.id, 'JANE15')).linkSlug;
});

it('sees a change within five seconds, and goes on with what it knew while the database is away', async () => {
  expect((await findLink(slug))?.plan.destination).not.toBe('/changed');
  const where = { slug };
  await prisma().trackingLink.update({ where, data: { destination: '/changed' } });
  expect(await findLink('new-link')).toBeNull();
  vi.advanceTimersByTime(4_100);
  expect((await findLink(slug))?.plan.destination).toBe('/changed');

  await pool().query('alter table tracking_link rename to tracking_link_away');
  vi.advanceTimersByTime(4_100);
  expect((await findLink(slug))?.plan.destination).toBe('/changed');
  await expect(findLink('never-seen')).rejects.toThrow();
  const unseen = await linkDoor(proxied(domain, '/proxy/never-seen'));
  expect(unseen.headers.get('location')).toBe(`https://${domain}/?trb=never-seen`);
  const app = await linkDoor(new Request('http://localhost:3000/r/never-seen'));
  expect([app.status, app.headers.get('retry-after')]).toEqual([503, '30']);
  await pool().query('alter table tracking_link_away rename to tracking_link');
});
