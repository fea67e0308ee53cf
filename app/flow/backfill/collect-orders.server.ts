import {
  markCollecting,
  markDownloading,
  markEnded,
  markFound,
} from '#app/db/backfill-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import {
  type BulkOperation,
  findBulkOperation,
  findBulkOperationBySearch,
  startBulkQuery,
} from '#app/shopify/outbound/bulk-operation.ts';
import { ordersBulkQuery } from '#app/shopify/outbound/order-query.ts';
import type { BackfillContext, NextStep } from './backfill-step.server.ts';

const POLL_MS = 5_000;
/** Shopify runs five operations at once for all that this app does in the shop. */
const BUSY_MS = 60_000;
const BUSY_CODES = ['LIMIT_REACHED', 'OPERATION_IN_PROGRESS'];

/**
 * requested → running. The request with its search was stored before: where the call's answer was lost, the
 * operation that it began is found by that search and adopted, so that there are never two.
 */
export async function collectOrders({ shop, admin, row }: BackfillContext): Promise<NextStep> {
  const begun = await findBulkOperationBySearch(admin, row.search, row.requestedAt);
  if (begun) {
    await markCollecting(prisma(), shop.id, row, begun);
    return 'now';
  }
  const { made, refused } = await startBulkQuery(admin, ordersBulkQuery(row.search));
  if (refused) {
    if (BUSY_CODES.includes(refused.code)) return { waitMs: BUSY_MS };
    throw new AppError(
      'shopify_rejected',
      `Shopify did not collect the orders: ${refused.message}`,
    );
  }
  await markCollecting(prisma(), shop.id, row, made);
  return { waitMs: POLL_MS };
}

/** running → downloading once Shopify has written its file; done where there is nothing to fetch. */
export async function watchCollection({ shop, admin, row }: BackfillContext): Promise<NextStep> {
  const operation = row.operationId ? await findBulkOperation(admin, row.operationId) : null;
  switch (operation?.status) {
    case 'CREATED':
    case 'RUNNING':
    case 'CANCELING':
      await markFound(prisma(), shop.id, row, operation.rootObjectCount);
      return { waitMs: POLL_MS };
    case 'COMPLETED': {
      const { url, fileSize, rootObjectCount } = operation;
      if (url === null) {
        await markEnded(prisma(), shop.id, row, null);
        return 'ended';
      }
      const fileBytes = fileSize === null ? null : BigInt(fileSize);
      const file = { url, fileBytes, ordersTotal: rootObjectCount };
      await markDownloading(prisma(), shop.id, row, file);
      return 'now';
    }
    default:
      throw brokenOff(operation);
  }
}

function brokenOff(operation: BulkOperation | null): AppError {
  if (operation?.errorCode === 'ACCESS_DENIED') {
    return new AppError(
      'shopify_access_denied',
      "Tributary may not read the shop's orders. Open the app to grant access again.",
    );
  }
  return new AppError('shopify_rejected', "Shopify broke off collecting the shop's orders.");
}
