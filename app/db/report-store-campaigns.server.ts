import type { Prisma } from '@prisma/client';
import type { Tx } from './client.server.ts';
import { shownGeneration } from './shown-generation.server.ts';

/** What a collaboration is shown with: her, the campaign, and what exists for it in Shopify. */
const WITH_ALL = {
  influencer: true,
  campaign: true,
  codes: { orderBy: [{ createdAt: 'asc' }, { codeKey: 'asc' }] },
  link: true,
  page: true,
  objects: { orderBy: { kind: 'asc' } },
} as const satisfies Prisma.CollaborationInclude;

export type CollaborationReport = Prisma.CollaborationGetPayload<{ include: typeof WITH_ALL }>;

/** All campaigns, newest start first, with how many collaborations of each status they have. */
export async function listCampaigns(tx: Tx, shopId: number) {
  const [campaigns, counts] = await Promise.all([
    tx.campaign.findMany({
      where: { shopId },
      orderBy: [{ startsOn: 'desc' }, { name: 'asc' }, { id: 'asc' }],
    }),
    tx.collaboration.groupBy({ by: ['campaignId', 'status'], where: { shopId }, _count: true }),
  ]);
  return campaigns.map((campaign) => ({
    ...campaign,
    collaborations: counts
      .filter(({ campaignId }) => campaignId === campaign.id)
      .map(({ status, _count }) => ({ status, count: _count })),
  }));
}

export function findCampaign(tx: Tx, shopId: number, id: string) {
  return tx.campaign.findUnique({ where: { shopId_id: { shopId, id } } });
}

export function countCampaigns(tx: Tx, shopId: number): Promise<number> {
  return tx.campaign.count({ where: { shopId } });
}

/** The collaborations of a campaign, by the influencer's name. */
export function listCollaborations(
  tx: Tx,
  shopId: number,
  campaignId: string,
): Promise<CollaborationReport[]> {
  return tx.collaboration.findMany({
    where: { shopId, campaignId },
    orderBy: [{ influencer: { name: 'asc' } }, { id: 'asc' }],
    include: WITH_ALL,
  });
}

export function findCollaboration(
  tx: Tx,
  shopId: number,
  id: string,
): Promise<CollaborationReport | null> {
  return tx.collaboration.findUnique({ where: { shopId_id: { shopId, id } }, include: WITH_ALL });
}

/** Revenue and cost of every campaign over all time, in the shop's currency. */
export async function sumCampaigns(
  tx: Tx,
  shopId: number,
  column: Prisma.Sql,
  currency: string,
): Promise<Map<string, { revenueMinor: bigint; costMinor: bigint; orders: number }>> {
  const rows = await tx.$queryRaw<{ id: string; revenue: string; cost: string; orders: number }[]>`
    select id, sum(revenue)::text as revenue, sum(cost)::text as cost, max(orders) as orders from (
      select w.campaign_id as id, sum(c.${column}) as revenue, 0 as cost,
        count(distinct c.order_id) filter (where c.${column} > 0)::int as orders
      from credit c
        join attributed_order o on o.shop_id = c.shop_id and o.generation = c.generation and o.order_id = c.order_id
        join collaboration w on w.shop_id = c.shop_id and w.id = c.collaboration_id
      where c.shop_id = ${shopId} and c.generation = ${shownGeneration(shopId)} and o.currency = ${currency} and c.influencer_id is not null
      group by w.campaign_id
      union all
      select w.campaign_id, 0, sum(k.shop_minor), 0
      from cost k join collaboration w on w.shop_id = k.shop_id and w.id = k.collaboration_id
      where k.shop_id = ${shopId} group by w.campaign_id
    ) as sums group by id`;
  return new Map(
    rows.map(({ id, revenue, cost, orders }) => [
      id,
      { revenueMinor: BigInt(revenue), costMinor: BigInt(cost), orders },
    ]),
  );
}

/** Costs of a collaboration, or of all of an influencer's collaborations, newest day first. */
export async function listCosts(
  tx: Tx,
  shopId: number,
  of: { collaborationId: string } | { influencerId: string },
) {
  const collaborationId =
    'collaborationId' in of
      ? of.collaborationId
      : {
          in: (
            await tx.collaboration.findMany({
              where: { shopId, influencerId: of.influencerId },
              select: { id: true },
            })
          ).map(({ id }) => id),
        };
  return tx.cost.findMany({
    where: { shopId, collaborationId },
    orderBy: [{ incurredOn: 'desc' }, { createdAt: 'desc' }, { id: 'asc' }],
  });
}

export function countCollaborations(tx: Tx, shopId: number): Promise<number> {
  return tx.collaboration.count({ where: { shopId } });
}
