import { Prisma } from '@prisma/client';
import { expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { inStatements, type Statements, statements } from '#app/db/statements.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';

freshDatabase();

const add = (tx: Statements, domain: string) =>
  tx.$executeRaw`insert into shop (domain, primary_url, updated_at) values (${domain}, 'https://x.example', now())`;

it('undoes a transaction that throws, and goes on with the same connection', async () => {
  const failed = inStatements(async (tx) => {
    await add(tx, 'a.myshopify.com');
    throw new Error('stop');
  });
  await expect(failed).rejects.toThrow('stop');
  await expect(inStatements((tx) => tx.$queryRaw`select 1 / 0`)).rejects.toThrow('division');
  expect(await prisma().shop.count()).toBe(0);
  expect(await inStatements((tx) => add(tx, 'a.myshopify.com'))).toBe(1);
  expect(await prisma().shop.count()).toBe(1);
});

it('gives values as Prisma does, whoever runs the statement', async () => {
  const ids = [9007199254740993n, 2n];
  const ask = (tx: Statements) =>
    tx.$queryRaw<unknown[]>`
      select 9007199254740993::bigint as big, 1::int as small, null::text as nothing, true as yes,
        '2026-11-01T10:00:00.123Z'::timestamptz as at, '{"a": [1]}'::jsonb as json,
        ${Prisma.sql`${ids}::bigint[]`} as ids, ${"it's"}::text as text`;
  const [row] = await ask(prisma());
  expect(row).toMatchObject({
    big: 9007199254740993n,
    ids,
    at: new Date('2026-11-01T10:00:00.123Z'),
  });
  expect(await ask(statements())).toEqual([row]);
  expect(await inStatements(ask)).toEqual([row]);
});

it('keeps working while its plans are made anew', async () => {
  for (let round = 0; round < 60; round += 1) {
    const rows = await inStatements(
      (tx) => tx.$queryRaw<{ n: number }[]>`select ${round}::int as n`,
    );
    expect(rows).toEqual([{ n: round }]);
  }
});
