import type { CollaborationStatus, Prisma } from '@prisma/client';
import type { DiscountOffer } from '#app/domain/discount-offer.ts';
import { offerFromColumn, offerToColumn } from '#app/domain/offer-column.ts';
import type { Tx } from './client.server.ts';

export type { CollaborationStatus };

export type NewCollaboration = {
  id: string;
  influencerId: string;
  campaignId: string;
  platform: string;
  format: string;
  offer: DiscountOffer;
  welcomeText: string;
  /** Shopify's global ids, in the order shown. */
  featuredProductIds: readonly string[];
};

const WITH_PARTS = {
  influencer: { include: { platforms: true } },
  campaign: true,
  codes: { orderBy: [{ createdAt: 'desc' }, { codeKey: 'asc' }] },
  page: true,
  link: true,
  objects: true,
} as const satisfies Prisma.CollaborationInclude;

type Row = Prisma.CollaborationGetPayload<{ include: typeof WITH_PARTS }>;

/** A collaboration with all that Shopify must be told about it. */
export type CollaborationPlan = Omit<Row, 'offer' | 'featuredProductIds'> & {
  offer: DiscountOffer;
  featuredProductIds: string[];
};

/** Writes collaborations that are still to be provisioned. Breaks a unique key when an influencer is in already. */
export async function insertCollaborations(
  tx: Tx,
  shopId: number,
  collaborations: readonly NewCollaboration[],
): Promise<void> {
  await tx.collaboration.createMany({
    data: collaborations.map(({ offer, featuredProductIds, ...rest }) => ({
      shopId,
      ...rest,
      offer: offerToColumn(offer),
      featuredProductIds: [...featuredProductIds],
    })),
  });
}

/** Null when the shop has no such collaboration. */
export async function getPlan(
  tx: Tx,
  shopId: number,
  id: string,
): Promise<CollaborationPlan | null> {
  const row = await tx.collaboration.findUnique({
    where: { shopId_id: { shopId, id } },
    include: WITH_PARTS,
  });
  if (!row) return null;
  const products = Array.isArray(row.featuredProductIds) ? row.featuredProductIds : [];
  return {
    ...row,
    offer: offerFromColumn(row.offer),
    featuredProductIds: products.filter((gid) => typeof gid === 'string'),
  };
}

export async function hasCollaboration(tx: Tx, shopId: number, id: string): Promise<boolean> {
  return (await tx.collaboration.count({ where: { shopId, id } })) > 0;
}

/** Which of these influencers are in the campaign already. */
export async function influencersInCampaign(
  tx: Tx,
  shopId: number,
  campaignId: string,
  influencerIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.collaboration.findMany({
    where: { shopId, campaignId, influencerId: { in: [...influencerIds] } },
    select: { influencerId: true },
  });
  return new Set(rows.map(({ influencerId }) => influencerId));
}

/** The ids of running collaborations in their order, at most `limit` after the given one. */
export async function listRunning(
  tx: Tx,
  shopId: number,
  limit: number,
  after: string | null,
): Promise<string[]> {
  const rows = await tx.collaboration.findMany({
    where: {
      shopId,
      status: { in: ['active', 'provisioning'] },
      ...(after === null ? {} : { id: { gt: after } }),
    },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: limit,
  });
  return rows.map(({ id }) => id);
}

/** Collaborations with an object that is still to be brought about. */
export async function listUnsettled(tx: Tx, shopId: number): Promise<string[]> {
  const rows = await tx.collaboration.findMany({
    where: { shopId, objects: { some: { state: 'intended' } } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** An influencer's running collaborations whose page is published. */
export async function listWithLivePage(
  tx: Tx,
  shopId: number,
  influencerId: string,
): Promise<string[]> {
  const rows = await tx.collaboration.findMany({
    where: {
      shopId,
      influencerId,
      status: { in: ['active', 'provisioning'] },
      objects: { some: { kind: 'page', state: 'live' } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}

/** Locks a collaboration until the transaction ends, so that two decisions about it come one after the other. */
export async function lockCollaboration(tx: Tx, shopId: number, id: string): Promise<void> {
  await tx.$executeRaw`
    select 1 from collaboration where shop_id = ${shopId} and id = ${id}::uuid for update`;
}

/** Sets the status, only from one of `from` when given. False when nothing was changed. */
export async function setStatus(
  tx: Tx,
  shopId: number,
  id: string,
  status: CollaborationStatus,
  from?: readonly CollaborationStatus[],
): Promise<boolean> {
  const { count } = await tx.collaboration.updateMany({
    where: { shopId, id, ...(from ? { status: { in: [...from] } } : {}) },
    data: { status },
  });
  return count > 0;
}
