import { notStoodIn } from './api-error.ts';

/**
 * How one filter of Shopify's search syntax reads an item. `text` matches words (a trailing * matches
 * a beginning), `exact` the whole value without regard to case, `time` and `number` take > >= < <=.
 */
export type Filter<Item> =
  | { kind: 'text'; of: (item: Item) => readonly (string | null)[] }
  | { kind: 'exact'; of: (item: Item) => readonly (string | null)[] }
  | { kind: 'time'; of: (item: Item) => number | null }
  | { kind: 'number'; of: (item: Item) => number | bigint };

/** Filters by name; `default` is what a bare word is looked for in. */
export type Filters<Item> = Record<string, Filter<Item>>;

type Term = { not: boolean; field: string; comparison: string; value: string };

/** The items that a `query:` argument selects; all of them when there is none. Terms are joined by AND. */
export function search<Item>(
  items: Iterable<Item>,
  query: string | null | undefined,
  filters: Filters<Item>,
): Item[] {
  const alternatives = readAlternatives(query ?? '');
  for (const { field } of alternatives.flat()) {
    if (!filters[field]) throw notStoodIn(`search filter ${field}`);
  }
  const all = [...items];
  if (alternatives.length === 0) return all;
  return all.filter((item) =>
    alternatives.some((terms) => terms.every((term) => matches(item, term, filters))),
  );
}

/** `a:1 b:2 OR c:3` → [[a, b], [c]]. OR binds weaker than AND; brackets are not stood in for. */
function readAlternatives(query: string): Term[][] {
  const alternatives: Term[][] = [[]];
  let not = false;
  const pattern = /(-)?(?:([A-Za-z_][\w.]*):(>=|<=|>|<)?)?(?:"([^"]*)"|'([^']*)'|([^\s]+))/g;
  for (const match of query.matchAll(pattern)) {
    const [, minus, field, comparison, double, single, bare] = match;
    if (field === undefined && bare === 'AND') continue;
    if (field === undefined && bare === 'NOT') {
      not = true;
      continue;
    }
    if (field === undefined && bare === 'OR') {
      alternatives.push([]);
      continue;
    }
    const value = double ?? single ?? bare ?? '';
    if (bare !== undefined && /[()]/.test(bare)) throw notStoodIn('search query with brackets');
    alternatives.at(-1)?.push({
      not: not || minus !== undefined,
      field: field ?? 'default',
      comparison: comparison ?? '=',
      value,
    });
    not = false;
  }
  return alternatives.filter((terms) => terms.length > 0);
}

function matches<Item>(item: Item, term: Term, filters: Filters<Item>): boolean {
  const filter = filters[term.field];
  return filter !== undefined && satisfies(item, term, filter) !== term.not;
}

function satisfies<Item>(item: Item, term: Term, filter: Filter<Item>): boolean {
  switch (filter.kind) {
    case 'exact':
      return filter.of(item).some((value) => value?.toLowerCase() === term.value.toLowerCase());
    case 'text':
      return filter.of(item).some((value) => value !== null && hasWords(value, term.value));
    case 'time': {
      const value = filter.of(item);
      if (value === null) return false;
      const [from, to] = spanOf(term.value);
      if (term.comparison === '=') return value >= from && value < to;
      return compare(value, term.comparison, from);
    }
    case 'number': {
      const id = /^gid:\/\/shopify\/\w+\/(\d+)$/.exec(term.value)?.[1] ?? term.value;
      if (!/^-?\d+$/.test(id)) return false;
      return compare(BigInt(filter.of(item)), term.comparison, BigInt(id));
    }
  }
}

/** A day stands for its 24 hours, an instant for itself. */
function spanOf(value: string): [number, number] {
  const from = Date.parse(value);
  if (Number.isNaN(from)) throw notStoodIn(`date ${value} in a search query`);
  return [from, from + (/^\d{4}-\d{2}-\d{2}$/.test(value) ? 86_400_000 : 1000)];
}

function compare<Value extends number | bigint>(
  value: Value,
  comparison: string,
  other: Value,
): boolean {
  if (comparison === '>') return value > other;
  if (comparison === '>=') return value >= other;
  if (comparison === '<') return value < other;
  if (comparison === '<=') return value <= other;
  return value === other;
}

function hasWords(text: string, wanted: string): boolean {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '')
    .every((part) => {
      if (part === '*') return true;
      const prefix = part.endsWith('*');
      const tokens = (prefix ? part.slice(0, -1) : part).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
      return tokens.every((token, index) =>
        words.some((word) =>
          prefix && index === tokens.length - 1 ? word.startsWith(token) : word === token,
        ),
      );
    });
}
