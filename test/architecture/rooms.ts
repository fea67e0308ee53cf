/**
 * The plan of the house as data: which rooms a room may import beside itself.
 * A room is a folder of app/, or the single file shopify.server.ts.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  platform: [],
  db: ['domain', 'platform'],
  shopify: ['domain', 'platform'],
  queue: ['db', 'domain', 'platform'],
  'shopify.server.ts': ['db', 'shopify', 'queue', 'domain', 'platform'],
  flow: ['queue', 'db', 'shopify', 'shopify.server.ts', 'domain', 'platform'],
  views: ['db', 'domain', 'platform'],
  worker: ['flow', 'queue', 'db', 'platform'],
  doors: ['flow', 'db', 'shopify', 'domain', 'platform', 'shopify.server.ts'],
  ui: ['domain'],
  routes: ['doors', 'flow', 'views', 'ui', 'domain', 'platform', 'shopify.server.ts'],
};

/** Rooms of which a room may import types only. */
export const MAY_IMPORT_TYPES: Readonly<Record<string, readonly string[]>> = { ui: ['views'] };

/** The files that put the house together may import every room. */
export const COMPOSITION = [
  'server.ts',
  'dev.ts',
  'attribute.ts',
  'entry.server.tsx',
  'entry.client.tsx',
  'root.tsx',
];

export const MAX_LINES = 300;

/** Folder names that hide what they hold. */
export const FORBIDDEN_FOLDERS = [
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'lib',
  'shared',
  'misc',
];

/** What may be found in one room only: a pattern in the code, and the rooms where it is at home. */
export const AT_HOME: readonly { what: string; pattern: RegExp; rooms: readonly string[] }[] = [
  { what: 'process.env', pattern: /\bprocess\.env\b/, rooms: ['platform'] },
  {
    what: 'Prisma or SQL',
    pattern: /from '@prisma\/|from 'pg'|\$queryRaw|\$executeRaw|\bselect\s+[\w.*", ]+\s+from\s+\w/i,
    rooms: ['db'],
  },
  { what: 'GraphQL', pattern: /#graphql|from 'graphql/, rooms: ['shopify'] },
];
