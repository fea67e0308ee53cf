import { expect, it } from 'vitest';
import { inTransaction, pool, prisma } from '#app/db/client.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';

freshDatabase();

it('undoes a transaction that throws', async () => {
  const failed = inTransaction(async (tx) => {
    await tx.shop.create({ data: { domain: 'a.myshopify.com', primaryUrl: 'https://a.example' } });
    throw new Error('stop');
  });
  await expect(failed).rejects.toThrow('stop');
  expect(await prisma().shop.count()).toBe(0);
});

it('stores bodies without compression', async () => {
  const { rows } = await pool().query(
    "select attstorage from pg_attribute where attrelid = 'inbox_message'::regclass and attname = 'body'",
  );
  expect(rows).toEqual([{ attstorage: 'e' }]);
});
