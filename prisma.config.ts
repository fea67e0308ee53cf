import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { defineConfig } from 'prisma/config';

/** Prisma's command line would download native engines; an existing file in their place keeps it offline. */
process.env.PRISMA_QUERY_ENGINE_LIBRARY ??= path.join(import.meta.dirname, 'prisma.config.ts');

/** PostgreSQL catalogue types that the adapter cannot map, and the ones it can (field type oids). */
const READABLE_TYPE: Readonly<Record<number, number>> = {
  19: 25,
  1003: 1009,
  1002: 1009,
  18: 1042,
};

type Connected = Awaited<ReturnType<PrismaPg['connect']>>;
type RawRows = { fields: { dataTypeID: number }[] };

/** Lets the schema engine read catalogue columns of the types name, name[] and "char"[]. */
function readingCatalogue(connected: Connected): Connected {
  const target = connected as unknown as { performIO: (query: unknown) => Promise<RawRows> };
  const perform = target.performIO.bind(target);
  target.performIO = async (query) => {
    const result = await perform(query);
    for (const field of result.fields) {
      field.dataTypeID = READABLE_TYPE[field.dataTypeID] ?? field.dataTypeID;
    }
    return result;
  };
  return connected;
}

class CatalogueReadingPg extends PrismaPg {
  override async connect() {
    return readingCatalogue(await super.connect());
  }
}

export default defineConfig({
  experimental: { adapter: true },
  engine: 'js',
  schema: path.join('prisma', 'schema'),
  migrations: { path: path.join('prisma', 'migrations') },
  adapter: async () => new CatalogueReadingPg({ connectionString: process.env.DATABASE_URL ?? '' }),
});
