import type { Handler } from '../../http.ts';
import type { BulkOperation, Shop, World } from '../../state/world.ts';

const PATH = /^\/__bulk\/([a-z0-9.-]+)\/(\d+)\.jsonl$/;

/** Where the result of an operation can be fetched, without a token, as from Shopify's storage. */
export function bulkFileUrl(world: World, shop: Shop, operation: BulkOperation): string {
  return `${world.origin}/__bulk/${shop.domain}/${operation.id}.jsonl`;
}

/** Serves the results of bulk operations. */
export function bulkFiles(world: World): Handler {
  return async (request) => {
    const match = PATH.exec(request.url.pathname);
    if (!match) return null;
    const operations = world.shops.get(match[1] ?? '')?.bulkOperations;
    const jsonl = operations?.get(BigInt(match[2] ?? '0'))?.jsonl;
    if (jsonl == null) return { status: 404, headers: {}, body: '' };
    return { status: 200, headers: { 'content-type': 'application/jsonl' }, body: jsonl };
  };
}
