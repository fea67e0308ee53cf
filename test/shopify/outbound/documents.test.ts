import { readFileSync } from 'node:fs';
import {
  type DocumentNode,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { API_VERSION } from '#app/platform/api-version.ts';
import { type AccessRule, deniedBy, grants } from '#test/standin/admin-api/engine/access.ts';
import { adminSchema } from '#test/standin/admin-api/engine/admin-schema.ts';
import { appDocuments } from './app-documents.ts';

const { schema, access } = adminSchema(API_VERSION);
const documents = appDocuments();
const toml = z
  .object({
    access_scopes: z.object({ scopes: z.string() }),
    webhooks: z.object({ api_version: z.string() }),
  })
  .parse(parseToml(readFileSync(new URL('../../../shopify.app.toml', import.meta.url), 'utf8')));
const scopes = toml.access_scopes.scopes.split(',');

/** Scopes that no document asks for, and what the app has them for. */
const NEEDED_ELSEWHERE: Readonly<Record<string, string>> = {
  write_app_proxy: 'tracking links run over the app proxy',
  read_orders: 'order and refund webhooks are sent only to apps that may read orders',
};

/** The rules of the schema that these scopes do not satisfy, as "Type.field: sentence". */
function refusals(document: DocumentNode, granted: ReadonlySet<string>): string[] {
  const found: string[] = [];
  const info = new TypeInfo(schema);
  const note = (where: string, rule: AccessRule | null) => {
    if (rule) found.push(`${where}: ${rule.sentence}`);
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        const type = info.getType();
        if (!parent || !type) return;
        const where = `${parent.name}.${node.name.value}`;
        note(where, deniedBy(access, granted, parent.name, node.name.value, type));
      },
      InlineFragment(node) {
        const rule = access.get(node.typeCondition?.name.value ?? '');
        if (rule && !grants(granted, rule)) note(`... on ${node.typeCondition?.name.value}`, rule);
      },
      FragmentDefinition(node) {
        const rule = access.get(node.typeCondition.name.value);
        if (rule && !grants(granted, rule)) note(`fragment ${node.name.value}`, rule);
      },
    }),
  );
  return found;
}

describe('every GraphQL document of the app', () => {
  it('is found', () => {
    expect(documents.length).toBeGreaterThanOrEqual(14);
  });

  it.each(documents)('is valid and up to date in the published schema: $file', ({ text }) => {
    const rules = [...specifiedRules, NoDeprecatedCustomRule];
    expect(validate(schema, parse(text), rules).map(({ message }) => message)).toEqual([]);
  });

  it.each(documents)(
    'asks for nothing beyond the scopes of shopify.app.toml: $file',
    ({ text }) => {
      expect(refusals(parse(text), new Set(scopes))).toEqual([]);
    },
  );
});

describe('shopify.app.toml', () => {
  it.each(scopes)('asks for %s with a reason', (scope) => {
    const others = new Set(scopes.filter((one) => one !== scope));
    const isNeeded = documents.some(({ text }) => refusals(parse(text), others).length > 0);
    expect(isNeeded || scope in NEEDED_ELSEWHERE).toBe(true);
  });

  it('declares the API version that the app is written for', () => {
    expect(toml.webhooks.api_version).toBe(API_VERSION);
  });
});
