import type { TaskList } from 'graphile-worker';
import { attributeOrders } from '#app/flow/attribution/attribute-orders.server.ts';
import { fitModels } from '#app/flow/attribution/fit-models.server.ts';
import { replayAttribution } from '#app/flow/attribution/replay-attribution.server.ts';
import { backfillOrders } from '#app/flow/backfill/backfill-orders.server.ts';
import { reconcileOrders } from '#app/flow/backfill/reconcile-orders.server.ts';
import { checkLinks } from '#app/flow/capture/check-links.server.ts';
import { checkStorefront } from '#app/flow/capture/check-storefront.server.ts';
import { ensurePixel } from '#app/flow/capture/ensure-pixel.server.ts';
import { gatherEvidence } from '#app/flow/capture/gather-evidence.server.ts';
import { readJourneys } from '#app/flow/capture/read-journeys.server.ts';
import { checkCollaborations } from '#app/flow/collaborations/check-collaborations.server.ts';
import { provisionCollaboration } from '#app/flow/collaborations/provision-collaboration.server.ts';
import { drainInbox } from '#app/flow/intake/drain-inbox.server.ts';
import { rebuildTouches } from '#app/flow/intake/rebuild-touches.server.ts';
import { refetchOrder } from '#app/flow/intake/refetch-order.server.ts';
import { wakeWaitingShops } from '#app/flow/intake/wake-waiting-shops.server.ts';
import { sendLetter } from '#app/flow/launch/send-letter.server.ts';
import { forgetOldBodies } from '#app/flow/privacy/forget-old-bodies.server.ts';
import { forgetOldEvents } from '#app/flow/privacy/forget-old-events.server.ts';
import { JOBS, type JobName, type JobPayload } from '#app/queue/jobs.ts';
import { checkAllCollaborations } from './check-all-collaborations.ts';
import { fitAllModels } from './fit-all-models.ts';
import { reconcileAllOrders } from './reconcile-all-orders.ts';

type Handlers = { [Name in JobName]: (payload: JobPayload<Name>) => Promise<unknown> };

/** What is done for each job. A job without a handler does not compile. */
const HANDLERS: Handlers = {
  'drain-inbox': ({ shopId }) => drainInbox(shopId),
  'attribute-orders': ({ shopId }) => attributeOrders(shopId),
  'replay-attribution': ({ shopId }) => replayAttribution(shopId),
  'fit-models': ({ shopId }) => fitModels(shopId),
  'fit-all-models': () => fitAllModels(),
  'refetch-order': ({ shopId, orderId }) => refetchOrder(shopId, orderId),
  'provision-collaboration': ({ shopId, collaborationId }) =>
    provisionCollaboration(shopId, collaborationId),
  'check-collaborations': ({ shopId }) => checkCollaborations(shopId),
  'check-storefront': ({ shopId }) => checkStorefront(shopId),
  'check-links': ({ shopId }) => checkLinks(shopId),
  'send-letter': ({ shopId, letterId }) => sendLetter(shopId, letterId),
  'check-all-collaborations': () => checkAllCollaborations(),
  'backfill-orders': ({ shopId }) => backfillOrders(shopId),
  'reconcile-orders': ({ shopId }) => reconcileOrders(shopId),
  'reconcile-all-orders': () => reconcileAllOrders(),
  'rebuild-touches': ({ shopId }) => rebuildTouches(shopId),
  'ensure-pixel': ({ shopId }) => ensurePixel(shopId),
  'gather-evidence': ({ shopId }) => gatherEvidence(shopId),
  'read-journeys': ({ shopId }) => readJourneys(shopId),
  'forget-old-bodies': () => forgetOldBodies(new Date()),
  'forget-old-events': () => forgetOldEvents(new Date()),
  'wake-waiting-shops': () => wakeWaitingShops(new Date()),
};

function task<Name extends JobName>(name: Name) {
  const { payload } = JOBS[name];
  const handle = HANDLERS[name];
  return async (given: unknown): Promise<void> => {
    await handle(payload.parse(given) as JobPayload<Name>);
  };
}

/** The handlers as the queue wants them; each checks its payload first. */
export function taskList(): TaskList {
  const names = Object.keys(JOBS) as JobName[];
  return Object.fromEntries(names.map((name) => [name, task(name)]));
}
