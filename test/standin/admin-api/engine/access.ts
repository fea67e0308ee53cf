import { type GraphQLNamedType, type GraphQLOutputType, getNamedType, isObjectType } from 'graphql';

/** One row of the schema's access list, as the data file has it. */
export type AccessItem = {
  type: 'type' | 'field';
  typeName: string;
  fieldName?: string;
  requiredAccess: string;
  offlineScopes: string[];
};

/** `anyOf`: one of these is enough. `allOf`: these besides. `sentence`: Shopify's own words. */
export type AccessRule = { anyOf: readonly string[]; allOf: readonly string[]; sentence: string };

/** Keyed by `Type` and by `Type.field`. */
export type AccessTable = ReadonlyMap<string, AccessRule>;

export function accessTable(items: readonly AccessItem[]): AccessTable {
  const table = new Map<string, AccessRule>();
  for (const item of items) {
    if (item.offlineScopes.length === 0) continue;
    // "`write_pixels` access scope. Also: The app requires read_customer_events access scope …"
    const besides = [...item.requiredAccess.matchAll(/The app requires `?(\w+)`? access scope/g)];
    const allOf = besides.flatMap((match) => (match[1] ? [match[1]] : []));
    const key = item.fieldName === undefined ? item.typeName : `${item.typeName}.${item.fieldName}`;
    table.set(key, {
      anyOf: item.offlineScopes.filter((scope) => !allOf.includes(scope)),
      allOf,
      sentence: item.requiredAccess.trim(),
    });
  }
  return table;
}

/** The rule that stands in the way of a field, or null. A connection is guarded as its nodes are. */
export function deniedBy(
  table: AccessTable,
  granted: ReadonlySet<string>,
  parentType: string,
  fieldName: string,
  returnType: GraphQLOutputType,
): AccessRule | null {
  const rules = [table.get(`${parentType}.${fieldName}`), table.get(guardedType(returnType).name)];
  for (const rule of rules) if (rule && !grants(granted, rule)) return rule;
  return null;
}

/** Whether the granted scopes satisfy a rule. `write_x` includes `read_x`. */
export function grants(granted: ReadonlySet<string>, rule: AccessRule): boolean {
  const has = (scope: string): boolean =>
    granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_'));
  return (rule.anyOf.length === 0 || rule.anyOf.some(has)) && rule.allOf.every(has);
}

function guardedType(type: GraphQLOutputType): GraphQLNamedType {
  const named = getNamedType(type);
  if (isObjectType(named) && named.name.endsWith('Connection')) {
    const nodes = named.getFields().nodes;
    if (nodes) return getNamedType(nodes.type);
  }
  return named;
}
