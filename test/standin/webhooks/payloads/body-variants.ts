import { RawNumber } from './raw-json.ts';

/** Fields of protected customer data (level 2): null in the bodies of an app without approval. */
const PROTECTED = new Set([
  'email',
  'contact_email',
  'phone',
  'first_name',
  'last_name',
  'address1',
  'address2',
  'latitude',
  'longitude',
  'zip',
  'city',
  'company',
  'browser_ip',
]);

/** A body as an app sees it that has no approval for names, addresses, phones and e-mails. */
export function redacted(value: unknown, within = ''): unknown {
  return mapped(value, within, (key, entry, parent) => {
    if (PROTECTED.has(key)) return null;
    // `name` is a person's only inside an address or a customer; elsewhere it is the order's or the line's.
    if (key === 'name' && /address|customer/.test(parent)) return null;
    return redacted(entry, key);
  });
}

/**
 * An order body of an old API version: no money sets, no customer, a checkout_id, and line-item
 * properties as careless storefront code leaves them (null name, number or object as value).
 */
export function legacyOrder(payload: { id: bigint; [field: string]: unknown }): unknown {
  const { customer: _customer, ...rest } = withoutSets(payload) as Record<string, unknown>;
  const entries = Object.entries(rest).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'checkout_token') {
      return [
        ['checkout_id', payload.id * 10n + 2n],
        ['checkout_token', value],
      ];
    }
    if (key === 'line_items' && Array.isArray(value)) return [[key, value.map(oddProperties)]];
    return [[key, value]];
  });
  return Object.fromEntries(entries);
}

/** Any body without its `*_set` fields. */
export function withoutSets(value: unknown): unknown {
  return mapped(value, '', (key, entry) => (key.endsWith('_set') ? undefined : withoutSets(entry)));
}

function oddProperties(line: unknown, place: number): unknown {
  if (place > 0 || typeof line !== 'object' || line === null) return line;
  const known = 'properties' in line && Array.isArray(line.properties) ? line.properties : [];
  return {
    ...line,
    properties: [
      ...known,
      { name: null, value: 'no name' },
      { name: '_bundle', value: { id: 7, parts: ['a', 'b'] } },
      { name: 'Engraving length', value: 42 },
    ],
  };
}

function mapped(
  value: unknown,
  within: string,
  entryOf: (key: string, entry: unknown, parent: string) => unknown,
): unknown {
  if (Array.isArray(value)) return value.map((entry) => mapped(entry, within, entryOf));
  if (typeof value !== 'object' || value === null || value instanceof RawNumber) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, entryOf(key, entry, within)]),
  );
}
