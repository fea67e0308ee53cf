import type { Prisma, ShopifyObject, ShopifyObjectKind, ShopifyObjectState } from '@prisma/client';
import type { Tx } from './client.server.ts';

export type ObjectRow = ShopifyObject;
export type ObjectKind = ShopifyObjectKind;
export type ObjectState = ShopifyObjectState;

export const OBJECT_KINDS = ['discount', 'page', 'redirect'] as const satisfies ObjectKind[];

export type NewObject = Pick<ObjectRow, 'collaborationId' | 'kind' | 'state' | 'gid'>;

export async function insertObjects(
  tx: Tx,
  shopId: number,
  objects: readonly NewObject[],
): Promise<void> {
  await tx.shopifyObject.createMany({ data: objects.map((object) => ({ shopId, ...object })) });
}

/** What is known of an object after Shopify was asked or told; an error is cleared unless one is given. */
export type ObjectFinding = {
  state: ObjectState;
  gid: string | null;
  error?: { code: string; message: string } | null;
};

/** Records a finding. Nothing happens when the shop has no such object. */
export async function recordObject(
  tx: Tx,
  shopId: number,
  collaborationId: string,
  kind: ObjectKind,
  finding: ObjectFinding,
): Promise<void> {
  await tx.shopifyObject.updateMany({
    where: { shopId, collaborationId, kind },
    data: {
      state: finding.state,
      gid: finding.gid,
      errorCode: finding.error?.code ?? null,
      errorMessage: finding.error?.message ?? null,
      checkedAt: new Date(),
    },
  });
}

/** Counts one more attempt at an object. */
export async function countAttempt(
  tx: Tx,
  shopId: number,
  collaborationId: string,
  kind: ObjectKind,
): Promise<void> {
  await tx.shopifyObject.updateMany({
    where: { shopId, collaborationId, kind },
    data: { attempts: { increment: 1 } },
  });
}

/** Asks for these objects to be brought to what the collaboration wants; their errors are forgotten. */
export async function intendObjects(
  tx: Tx,
  shopId: number,
  collaborationId: string,
  kinds: readonly ObjectKind[],
): Promise<number> {
  const { count } = await tx.shopifyObject.updateMany({
    where: { shopId, collaborationId, kind: { in: [...kinds] } },
    data: { state: 'intended', attempts: 0, errorCode: null, errorMessage: null },
  });
  return count;
}

/** An object of a running collaboration that Shopify should have, with what decides whether it is right. */
export type CheckableObject = ObjectRow & { collaboration: { offer: Prisma.JsonValue } };

/** The objects that were made for these collaborations and should be there. */
export function listCheckableObjects(
  tx: Tx,
  shopId: number,
  collaborationIds: readonly string[],
): Promise<CheckableObject[]> {
  return tx.shopifyObject.findMany({
    where: {
      shopId,
      collaborationId: { in: [...collaborationIds] },
      state: { in: ['live', 'off'] },
      gid: { not: null },
    },
    include: { collaboration: { select: { offer: true } } },
    orderBy: [{ collaborationId: 'asc' }, { kind: 'asc' }],
  });
}

/** Records what a look at Shopify showed, unless the object was changed since `seen` was read. */
export async function recordLook(
  tx: Tx,
  shopId: number,
  seen: ObjectRow,
  state: ObjectState,
): Promise<void> {
  await tx.shopifyObject.updateMany({
    where: {
      shopId,
      collaborationId: seen.collaborationId,
      kind: seen.kind,
      gid: seen.gid,
      state: seen.state,
    },
    data: { state, checkedAt: new Date() },
  });
}
