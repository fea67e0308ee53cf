import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { type AccessItem, type AccessTable, accessTable } from './access.ts';
import { fitScalars } from './scalars.ts';

export type AdminSchema = { schema: GraphQLSchema; access: AccessTable };

const loaded = new Map<string, AdminSchema>();

/**
 * The published Admin schema of a version with the access scopes of its types and fields, out of the
 * data files of `@shopify/dev-mcp`. Read once per process (about 0.2 s). Throws when the package has
 * no such version.
 */
export function adminSchema(version: string): AdminSchema {
  const known = loaded.get(version);
  if (known) return known;
  const manifest = findPackageJSON('@shopify/dev-mcp', import.meta.url);
  if (manifest === undefined) throw new Error('@shopify/dev-mcp is not installed');
  const path = join(dirname(manifest), 'dist', 'data', `admin_${version}.json.gz`);
  const file = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as {
    data: IntrospectionQuery;
    offline_scopes: { items: AccessItem[] };
  };
  const schema = buildClientSchema(file.data, { assumeValid: true });
  fitScalars(schema);
  const made = { schema, access: accessTable(file.offline_scopes.items) };
  loaded.set(version, made);
  return made;
}
