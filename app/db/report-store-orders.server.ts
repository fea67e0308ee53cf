import { Prisma } from '@prisma/client';
import { MODELS, type Model } from '#app/domain/attribution-model.ts';
import type { Tx } from './client.server.ts';
import { BY_LANGUAGE, containing } from './report-store-influencers.server.ts';
import { shownGeneration } from './shown-generation.server.ts';

export type OrderQuery = {
  /** Part of the order's name or of a code on it. */
  search: string;
  influencerId: string | null;
  collaborationId: string | null;
  /** Only orders in which an influencer had a part. */
  onlyInfluencers: boolean;
  limit: number;
  offset: number;
};

export type OrderCredit = Record<Model, string> & {
  influencerId: string;
  name: string | null;
};

const MODEL_PAIRS = Prisma.raw(MODELS.map((model) => `'${model}', s.${model}`).join(', '));
const MODEL_SUMS = Prisma.raw(
  MODELS.map((model) => `sum(c.${model})::text as ${model}`).join(', '),
);

export type OrderListRow = {
  orderId: bigint;
  name: string;
  processedAt: Date;
  cancelledAt: Date | null;
  test: boolean;
  currency: string;
  totalMinor: bigint;
  /** Null while the order waits for attribution. */
  netMinor: bigint | null;
  newCustomer: boolean | null;
  /** The model fit that its Markov credit rests on; null where it is shared by position or goes to one contact. */
  fit: number | null;
  codes: string[];
  /** What each model gives each influencer, as text: cents may be more than JSON can hold. */
  credits: OrderCredit[];
};

function conditions(shopId: number, query: OrderQuery): Prisma.Sql {
  const parts = [Prisma.sql`o.shop_id = ${shopId}`];
  if (query.search !== '') {
    const pattern = containing(query.search);
    parts.push(Prisma.sql`(o.name ilike ${pattern} or exists (select 1 from order_discount_code d
      where d.shop_id = o.shop_id and d.order_id = o.order_id and d.code ${BY_LANGUAGE} ilike ${pattern}))`);
  }
  const credited = [
    ...(query.influencerId ? [Prisma.sql`c.influencer_id = ${query.influencerId}::uuid`] : []),
    ...(query.collaborationId
      ? [Prisma.sql`c.collaboration_id = ${query.collaborationId}::uuid`]
      : []),
    ...(query.onlyInfluencers ? [Prisma.sql`c.influencer_id is not null`] : []),
  ];
  if (credited.length > 0) {
    parts.push(Prisma.sql`exists (select 1 from credit c where c.shop_id = o.shop_id
      and c.generation = ${shownGeneration(shopId)}
      and c.order_id = o.order_id and ${Prisma.join(credited, ' and ')})`);
  }
  return Prisma.join(parts, ' and ');
}

/** One page of orders, newest first. One row more than `limit` is asked for tells that there is a next page. */
export async function listOrders(
  tx: Tx,
  shopId: number,
  query: OrderQuery,
): Promise<OrderListRow[]> {
  return tx.$queryRaw<OrderListRow[]>`
    select o.order_id as "orderId", o.name, o.processed_at as "processedAt",
      o.cancelled_at as "cancelledAt", o.test, o.currency, o.total_minor as "totalMinor",
      a.net_minor as "netMinor", a.new_customer as "newCustomer", a.fit,
      array(select d.code from order_discount_code d where d.shop_id = o.shop_id
        and d.order_id = o.order_id order by d.position) as codes,
      coalesce((select json_agg(json_build_object('influencerId', s.influencer_id, 'name', i.name,
          ${MODEL_PAIRS}) order by s.place)
        from (select c.influencer_id, min(c.position) as place, ${MODEL_SUMS}
          from credit c where c.shop_id = o.shop_id and c.generation = ${shownGeneration(shopId)}
            and c.order_id = o.order_id
            and c.influencer_id is not null group by c.influencer_id) s
        left join influencer i on i.shop_id = o.shop_id and i.id = s.influencer_id), '[]'::json) as credits
    from "order" o left join attributed_order a on a.shop_id = o.shop_id
      and a.generation = ${shownGeneration(shopId)} and a.order_id = o.order_id
    where ${conditions(shopId, query)}
    order by o.processed_at desc, o.order_id desc
    limit ${query.limit} offset ${query.offset}`;
}

export type OrderReport = NonNullable<Awaited<ReturnType<typeof findOrderReport>>>;

/**
 * All that is known of one order: facts, touchpoints, credit, and the names behind the ids; null when the
 * shop has no such order. Touchpoints come in no particular order: the journey sorts them.
 */
export async function findOrderReport(tx: Tx, shopId: number, orderId: bigint) {
  const order = await tx.order.findUnique({ where: { shopId_orderId: { shopId, orderId } } });
  if (!order) return null;
  const { shownGeneration: generation } = await tx.shop.findUniqueOrThrow({
    where: { id: shopId },
    select: { shownGeneration: true },
  });
  const [lines, codes, refunds, credits, attributed, due, rebuild] = await Promise.all([
    tx.orderLine.findMany({ where: { shopId, orderId }, orderBy: { position: 'asc' } }),
    tx.orderDiscountCode.findMany({ where: { shopId, orderId }, orderBy: { position: 'asc' } }),
    tx.refund.findMany({ where: { shopId, orderId }, orderBy: { processedAt: 'asc' } }),
    tx.credit.findMany({ where: { shopId, generation, orderId }, orderBy: { position: 'asc' } }),
    tx.attributedOrder.findUnique({
      where: { shopId_generation_orderId: { shopId, generation, orderId } },
    }),
    tx.attributionDue.findUnique({ where: { shopId_orderId: { shopId, orderId } } }),
    tx.touchRebuild.findUnique({ where: { shopId_orderId: { shopId, orderId } } }),
  ]);
  const credited = credits.map(({ touchpointId }) => touchpointId);
  const touchpoints = await tx.touchpoint.findMany({
    where: { shopId, OR: [{ orderId }, { touchpointId: { in: credited } }] },
  });
  const refundId = { in: refunds.map((refund) => refund.refundId) };
  const influencerIds = touchpoints.flatMap((touch) => touch.influencerId ?? []);
  const collaborationIds = touchpoints.flatMap((touch) => touch.collaborationId ?? []);
  const [refundLines, adjustments, influencers, collaborations] = await Promise.all([
    tx.refundLine.findMany({ where: { shopId, refundId } }),
    tx.refundAdjustment.findMany({ where: { shopId, refundId } }),
    tx.influencer.findMany({
      where: { shopId, id: { in: influencerIds } },
      select: { id: true, name: true },
    }),
    tx.collaboration.findMany({
      where: { shopId, id: { in: collaborationIds } },
      select: { id: true, campaign: { select: { id: true, name: true } } },
    }),
  ]);
  return {
    order,
    lines,
    codes,
    refunds: refunds.map((refund) => ({
      ...refund,
      lines: refundLines.filter((line) => line.refundId === refund.refundId),
      adjustments: adjustments.filter((one) => one.refundId === refund.refundId),
    })),
    touchpoints,
    credits,
    attributed,
    /** Its touchpoints or its credit are to be made anew. */
    isWaiting: due !== null || rebuild !== null,
    influencers,
    collaborations,
  };
}
