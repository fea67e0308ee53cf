/** What the steps of provisioning share: the plan, the way to Shopify, and how a refusal is recorded. */
import type { CollaborationPlan } from '#app/db/collaboration-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { ObjectFinding, ObjectKind, ObjectRow } from '#app/db/shopify-object-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import type { AdminClient } from '#app/shopify/outbound/admin-client.ts';
import type { Refusal } from '#app/shopify/outbound/user-error.ts';

/** Whether the objects of a collaboration should be usable by buyers. */
export type Wanted = 'on' | 'off';

export type Provisioning = {
  shop: ShopRow;
  client: AdminClient;
  plan: CollaborationPlan;
  wanted: Wanted;
};

export function wantedOf(plan: Pick<CollaborationPlan, 'status'>): Wanted {
  return plan.status === 'provisioning' || plan.status === 'active' ? 'on' : 'off';
}

/**
 * Whether an object is not yet what the collaboration wants. A redirect is never switched off: it is hers, and
 * leads nowhere while her page is off. What is gone from Shopify needs no switching off.
 */
export function needsWork(object: ObjectRow, wanted: Wanted, adopted: boolean): boolean {
  if (wanted === 'on') return object.state !== 'live';
  if (object.kind === 'redirect' || (object.kind === 'discount' && adopted)) return false;
  return object.state !== 'off' && object.state !== 'missing';
}

export function objectOf(plan: CollaborationPlan, kind: ObjectKind): ObjectRow {
  const object = plan.objects.find((one) => one.kind === kind);
  if (object) return object;
  throw new AppError('invariant_broken', `A collaboration has no ${kind}.`, {
    details: { collaborationId: plan.id },
  });
}

/** The code that the collaboration hands out now. */
export function codeOf(plan: CollaborationPlan) {
  const [code] = plan.codes;
  if (code) return code;
  throw new AppError('invariant_broken', 'A collaboration has no code.', {
    details: { collaborationId: plan.id },
  });
}

export function live(gid: string): ObjectFinding {
  return { state: 'live', gid };
}

export function off(gid: string | null): ObjectFinding {
  return { state: 'off', gid };
}

export function failed(
  gid: string | null,
  { code, message }: Pick<Refusal, 'code' | 'message'>,
): ObjectFinding {
  return { state: 'failed', gid, error: { code, message } };
}
