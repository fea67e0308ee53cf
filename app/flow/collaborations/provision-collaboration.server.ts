/**
 * Collaboration → its discount, page and redirect in Shopify as its status wants them. Idempotent: every object
 * is reconciled with what Shopify has before anything is made, so a step that died is simply run again.
 * Holds: what was made is stored right after the call; a collaboration is active only when all of it is live.
 * Run one at a time per shop (the job's queue sees to it).
 */
import { inTransaction, prisma } from '#app/db/client.server.ts';
import { getPlan, lockCollaboration, setStatus } from '#app/db/collaboration-store.server.ts';
import { getShop } from '#app/db/shop-store.server.ts';
import {
  countAttempt,
  type ObjectFinding,
  type ObjectKind,
  recordObject,
} from '#app/db/shopify-object-store.server.ts';
import { isAppError } from '#app/domain/app-error.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import type { Landing } from '#app/shopify/outbound/landing-query.ts';
import { adminOf } from '#app/shopify.server.ts';
import { settleDiscount } from './provision-discount.server.ts';
import { settlePage, settleRedirect } from './provision-landing.server.ts';
import {
  codeOf,
  failed,
  needsWork,
  objectOf,
  type Provisioning,
  wantedOf,
} from './provisioning.server.ts';

/**
 * A collaboration that is gone is nothing to do. What Shopify refuses for good is recorded as failed, with its
 * reason, and the later objects wait for a repair.
 * @throws AppError that may pass (shopify_unavailable, shopify_throttled): run it again; session_missing
 */
export async function provisionCollaboration(
  shopId: number,
  collaborationId: string,
): Promise<void> {
  const plan = await getPlan(prisma(), shopId, collaborationId);
  if (!plan) return;
  const wanted = wantedOf(plan);
  const { adopted } = codeOf(plan);
  const todo = (kind: ObjectKind) => needsWork(objectOf(plan, kind), wanted, adopted);
  if (plan.objects.some(({ kind }) => todo(kind))) {
    const shop = await getShop(prisma(), shopId);
    const work: Provisioning = { shop, plan, wanted, client: await adminOf(shop.domain) };
    await settleAll(work, todo);
  }
  await activateWhenLive(shopId, collaborationId);
}

async function settleAll(work: Provisioning, todo: (kind: ObjectKind) => boolean): Promise<void> {
  let landing: Landing | null = null;
  // The page shows the code and the redirect leads to the page: what comes later waits for what is before.
  if (todo('discount') && !(await settle(work, 'discount', () => settleDiscount(work)))) {
    if (work.wanted === 'on') return;
  }
  const settlePageAndLook = async () => {
    const page = await settlePage(work);
    landing = page.landing;
    return page.finding;
  };
  if (todo('page') && !(await settle(work, 'page', settlePageAndLook))) return;
  if (todo('redirect')) await settle(work, 'redirect', () => settleRedirect(work, landing));
}

/** Runs one step and records what came of it. False when it failed. */
async function settle(
  { plan }: Provisioning,
  kind: ObjectKind,
  step: () => Promise<ObjectFinding>,
): Promise<boolean> {
  await countAttempt(prisma(), plan.shopId, plan.id, kind);
  const finding = await step().catch((error: unknown) => {
    if (!isAppError(error) || error.disposition !== 'reject') throw error;
    return failed(objectOf(plan, kind).gid, { code: error.code, message: error.message });
  });
  await recordObject(prisma(), plan.shopId, plan.id, kind, finding);
  return finding.state !== 'failed';
}

/** Read again under a lock: the merchant may have paused it meanwhile. */
function activateWhenLive(shopId: number, collaborationId: string): Promise<void> {
  return inTransaction(async (tx) => {
    await lockCollaboration(tx, shopId, collaborationId);
    const plan = await getPlan(tx, shopId, collaborationId);
    if (plan?.objects.every(({ state }) => state === 'live')) {
      await setStatus(tx, shopId, collaborationId, 'active', ['provisioning']);
      await enqueue(tx, 'check-links', { shopId });
    }
  });
}
