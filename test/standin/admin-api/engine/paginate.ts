import { type ApiContext, Tagged } from './api-context.ts';
import { badRequest } from './api-error.ts';

/** The arguments of every connection; `sortKey` and `query` are the resolver's business. */
export type PageArgs = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
};

export type Connection = {
  edges: { cursor: string; node: unknown }[];
  nodes: unknown[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
};

const PAGE_LIMIT = 250;

/**
 * One page of a list, by Shopify's rules: `first` or `last` is required (at most 250) unless this is
 * a bulk operation, which gives everything.
 */
export function paginate(
  sorted: readonly unknown[],
  args: PageArgs,
  context: ApiContext,
  path: string,
): Connection {
  const items = args.reverse === true ? [...sorted].reverse() : sorted;
  if (context.bulkConnections !== null) {
    context.bulkConnections.add(path);
    return connectionOf(items, 0, items.length);
  }
  const { first, last } = args;
  if (first == null && last == null) throw badRequest('you must provide one of first or last');
  if (first != null && last != null) {
    throw badRequest('providing both first and last is not supported');
  }
  const size = first ?? last ?? 0;
  if (size < 0) throw badRequest(`${first == null ? 'last' : 'first'} cannot be negative`);
  if (size > PAGE_LIMIT) {
    throw badRequest(`${first == null ? 'last' : 'first'} cannot exceed ${PAGE_LIMIT}`);
  }
  let from = args.after == null ? 0 : positionOf(items, args.after) + 1;
  let to = args.before == null ? items.length : positionOf(items, args.before);
  if (first == null) from = Math.max(from, to - size);
  else to = Math.min(to, from + size);
  return connectionOf(items, from, Math.max(from, to));
}

function connectionOf(items: readonly unknown[], from: number, to: number): Connection {
  const nodes = items.slice(from, to);
  const edges = nodes.map((node, index) => ({ cursor: cursorOf(node, from + index), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: to < items.length,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Opaque to the app. Names the node by its id, so that a page does not shift when one is added before. */
function cursorOf(node: unknown, position: number): string {
  const id = idOf(node);
  return Buffer.from(JSON.stringify({ id, position })).toString('base64');
}

function positionOf(items: readonly unknown[], cursor: string): number {
  let read: { id: string | null; position: number };
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
  } catch {
    throw badRequest('Invalid cursor for current pagination sort.');
  }
  const found = read.id === null ? -1 : items.findIndex((item) => idOf(item) === read.id);
  return found === -1 ? read.position : found;
}

function idOf(node: unknown): string | null {
  const value = node instanceof Tagged ? node.value : node;
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'bigint' ? value.id.toString() : null;
}
