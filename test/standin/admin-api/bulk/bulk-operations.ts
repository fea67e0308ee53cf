import { announce, type BulkOperation, gid, type Shop } from '../../state/world.ts';
import type { ApiContext, ResolverMap } from '../engine/api-context.ts';
import { type Filters, search } from '../engine/search-query.ts';
import { idFrom } from '../global-id.ts';
import { bulkFileUrl } from './bulk-file.ts';
import { writeJsonl } from './write-jsonl.ts';

type Empty = Record<string, never>;

const CONCURRENT_LIMIT = 5;
/** Simulated time before an operation begins, and while it runs. */
const QUEUE_MS = 100;
const RUN_MS = 300;

const filters: Filters<BulkOperation> = {
  default: { kind: 'exact', of: ({ status }) => [status] },
  status: { kind: 'exact', of: ({ status }) => [status] },
  operation_type: { kind: 'exact', of: () => ['query'] },
  created_at: { kind: 'time', of: ({ createdAt }) => createdAt },
  id: { kind: 'number', of: ({ id }) => id },
};

function startQuery(query: string, context: ApiContext): object {
  const { world, shop } = context;
  const refuse = (code: string, message: string) => ({
    bulkOperation: null,
    userErrors: [{ field: ['query'], code, message }],
  });
  const fault = context.inner.faultOf(query);
  if (fault) return refuse('INVALID', fault);
  if (unfinished(shop).length >= CONCURRENT_LIMIT) {
    return refuse('LIMIT_REACHED', 'Too many bulk operations are in progress for this shop.');
  }
  const operation: BulkOperation = {
    id: world.nextId(),
    status: 'CREATED',
    query,
    createdAt: world.clock.now(),
    completedAt: null,
    objectCount: 0,
    jsonl: null,
    errorCode: null,
  };
  shop.bulkOperations.set(operation.id, operation);
  void carryOut(operation, context);
  return { bulkOperation: operation, userErrors: [] };
}

async function carryOut(operation: BulkOperation, context: ApiContext): Promise<void> {
  const { world, shop } = context;
  await world.clock.sleep(QUEUE_MS);
  if (isOver(operation)) return;
  operation.status = 'RUNNING';
  await world.clock.sleep(RUN_MS);
  if (isOver(operation)) return;
  const { result, connections } = await context.inner.runBulk(operation.query);
  if (result.errors || !result.data) {
    const denied = result.errors?.some(({ extensions }) => extensions.code === 'ACCESS_DENIED');
    if (!denied) console.error('stand-in bulk operation failed', result.errors);
    operation.errorCode = denied ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR';
    operation.status = 'FAILED';
  } else {
    const lines = writeJsonl(result.data, connections);
    operation.objectCount = lines.length;
    operation.jsonl = lines.map((line) => `${line}\n`).join('');
    operation.status = 'COMPLETED';
  }
  finish(operation, context, shop);
}

function cancel(globalId: string, context: ApiContext): object {
  const operation = context.shop.bulkOperations.get(idFrom(globalId, 'BulkOperation'));
  if (!operation) {
    const error = { field: ['id'], message: 'Bulk operation does not exist' };
    return { bulkOperation: null, userErrors: [error] };
  }
  if (isOver(operation)) {
    const message = 'A bulk operation cannot be canceled when it is completed';
    return { bulkOperation: operation, userErrors: [{ field: null, message }] };
  }
  operation.status = 'CANCELED';
  finish(operation, context, context.shop);
  return { bulkOperation: operation, userErrors: [] };
}

function finish(operation: BulkOperation, { world }: ApiContext, shop: Shop): void {
  operation.completedAt = world.clock.now();
  announce(world, { shop, kind: 'bulk_operation_finished', operation });
}

function isOver(operation: BulkOperation): boolean {
  return operation.status !== 'CREATED' && operation.status !== 'RUNNING';
}

function unfinished(shop: Shop): BulkOperation[] {
  return [...shop.bulkOperations.values()].filter((operation) => !isOver(operation));
}

/** Bulk queries: starting, watching, cancelling. */
export const bulkResolvers: ResolverMap = {
  QueryRoot: {
    bulkOperation: (_: unknown, args: { id: string }, { shop }: ApiContext) =>
      shop.bulkOperations.get(idFrom(args.id, 'BulkOperation')) ?? null,
    bulkOperations: (_: unknown, args: { query?: string | null }, { shop }: ApiContext) =>
      search(shop.bulkOperations.values(), args.query, filters),
    currentBulkOperation: (_: unknown, _args: unknown, { shop }: ApiContext) =>
      [...shop.bulkOperations.values()].at(-1) ?? null,
  },
  Mutation: {
    bulkOperationRunQuery: (_: unknown, args: { query: string }, context: ApiContext) =>
      startQuery(args.query, context),
    bulkOperationCancel: (_: unknown, args: { id: string }, context: ApiContext) =>
      cancel(args.id, context),
  },
  BulkOperation: {
    id: (operation: BulkOperation) => gid('BulkOperation', operation.id),
    type: () => 'QUERY',
    partialDataUrl: () => null,
    fileSize: (operation: BulkOperation) =>
      operation.jsonl === null ? null : Buffer.byteLength(operation.jsonl),
    rootObjectCount: (operation: BulkOperation) =>
      (operation.jsonl ?? '').split('\n').filter((line) => line && !line.includes('"__parentId"'))
        .length,
    url: (operation: BulkOperation, _args: Empty, { world, shop }: ApiContext) =>
      operation.jsonl ? bulkFileUrl(world, shop, operation) : null,
  },
};
