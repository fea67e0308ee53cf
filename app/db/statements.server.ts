import { Prisma } from '@prisma/client';
import pg from 'pg';
import { pool } from './client.server.ts';

/**
 * What the hot paths need of a transaction: statements, and none of Prisma's models. A `Tx` will do as well, so that
 * a store which takes this serves both; but a transaction of `inStatements` costs a tenth of the processor's time.
 */
export type Statements = {
  $queryRaw<Rows>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<Rows>;
  /** Resolves to the number of rows that were changed. */
  $executeRaw(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<number>;
};

/** The type of a list of big numbers, which the driver has no name for. */
const INT8_LIST = 1016;

/** Values as Prisma gives them: big numbers as bigint, everything else as the driver does. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: string) {
    const asUsual = pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text');
    if (format === 'binary') return asUsual;
    if (oid === pg.types.builtins.INT8) return (text: string) => BigInt(text);
    if (oid === INT8_LIST) return (text: string) => (asUsual(text) as string[]).map(BigInt);
    return asUsual;
  },
};

/** Inside transactions, statements are prepared under a name of their own: the database then keeps their plans. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * A kept plan fits the tables as they were when it was made, perhaps empty; only an analysis of the tables, which
 * comes about once a minute, would end it. So a connection forgets its plans now and then, soon at first.
 */
const PLANS_LAST = 250;
const transactionsOf = new WeakMap<object, number>();

async function refreshPlans(client: pg.PoolClient): Promise<void> {
  const count = (transactionsOf.get(client) ?? 0) + 1;
  transactionsOf.set(client, count);
  if (count % PLANS_LAST === 0 || count === 10 || count === 50) await client.query('discard plans');
}

function over(connection: Queryable, { prepared }: { prepared: boolean }): Statements {
  const run = (query: TemplateStringsArray | Prisma.Sql, values: readonly unknown[]) => {
    const sql = 'raw' in query ? Prisma.sql(query, ...values) : query;
    const text = sql.text;
    const named = prepared ? { name: nameOf(text) } : {};
    return connection.query({ ...named, text, values: sql.values, types });
  };
  return {
    $queryRaw: async <Rows>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
      const { rows } = await run(query, values);
      return rows as Rows;
    },
    $executeRaw: async (query, ...values) => (await run(query, values)).rowCount ?? 0,
  };
}

/** Single statements, each for itself. */
export function statements(): Statements {
  return over(pool(), { prepared: false });
}

/** Runs `work` in one transaction of plain statements; all of it happens or none. */
export async function inStatements<T>(work: (tx: Statements) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    await refreshPlans(client);
    await client.query('begin');
    const result = await work(over(client, { prepared: true }));
    await client.query('commit');
    return result;
  } catch (cause) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw cause;
  } finally {
    client.release(broken);
  }
}
