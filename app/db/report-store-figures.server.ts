import { Prisma } from '@prisma/client';
import { byModel, type Model } from '#app/domain/attribution-model.ts';
import type { Period } from '#app/domain/day.ts';
import type { Tx } from './client.server.ts';
import { shownGeneration } from './shown-generation.server.ts';

/** What a report is about. Without a period: all time. `currency` is the shop's; other currencies are not added to it. */
export type ReportScope = {
  model: Model;
  currency: string;
  period: Period | null;
  /** Also counted, apart from `period`, when given. It must end before `period` begins. */
  previous: Period | null;
  influencerId?: string;
  campaignId?: string;
  collaborationId?: string;
};

/** Sums of one influencer (or collaboration) in one period; `key` is null for all of them together. */
export type FigureRow = {
  key: string | null;
  isPrevious: boolean;
  revenueMinor: bigint;
  costMinor: bigint;
  orders: number;
  newCustomers: number;
};

export type DayRow = { day: string; revenueMinor: bigint; costMinor: bigint };

const CREDIT_COLUMN = byModel((model) => Prisma.raw(model));

/** The column of `credit` that holds a model's cents. */
export function creditColumn(model: Model): Prisma.Sql {
  return CREDIT_COLUMN[model];
}

function within(column: Prisma.Sql, { period, previous }: ReportScope): Prisma.Sql {
  if (!period) return Prisma.sql`true`;
  const from = previous?.from ?? period.from;
  return Prisma.sql`${column} between ${from}::date and ${period.to}::date
    and (${column} >= ${period.from}::date or ${column} <= ${previous?.to ?? period.to}::date)`;
}

function isPrevious(column: Prisma.Sql, { period }: ReportScope): Prisma.Sql {
  return period ? Prisma.sql`${column} < ${period.from}::date` : Prisma.sql`false`;
}

function creditInScope(shopId: number, scope: ReportScope): Prisma.Sql {
  const { influencerId, campaignId, collaborationId } = scope;
  return Prisma.join(
    [
      Prisma.sql`c.shop_id = ${shopId} and c.generation = ${shownGeneration(shopId)} and c.influencer_id is not null and o.currency = ${scope.currency}`,
      within(Prisma.sql`c.day`, scope),
      ...(influencerId ? [Prisma.sql`c.influencer_id = ${influencerId}::uuid`] : []),
      ...(collaborationId ? [Prisma.sql`c.collaboration_id = ${collaborationId}::uuid`] : []),
      ...(campaignId
        ? [
            Prisma.sql`c.collaboration_id in (
              select id from collaboration where shop_id = ${shopId} and campaign_id = ${campaignId}::uuid)`,
          ]
        : []),
    ],
    ' and ',
  );
}

function costInScope(shopId: number, scope: ReportScope): Prisma.Sql {
  const { influencerId, campaignId, collaborationId } = scope;
  return Prisma.join(
    [
      Prisma.sql`k.shop_id = ${shopId}`,
      within(Prisma.sql`k.incurred_on`, scope),
      ...(influencerId ? [Prisma.sql`w.influencer_id = ${influencerId}::uuid`] : []),
      ...(collaborationId ? [Prisma.sql`w.id = ${collaborationId}::uuid`] : []),
      ...(campaignId ? [Prisma.sql`w.campaign_id = ${campaignId}::uuid`] : []),
    ],
    ' and ',
  );
}

type Sums = {
  key: string | null;
  is_all: boolean;
  is_previous: boolean;
  revenue: string;
  cost: string;
  orders: number;
  new_customers: number;
};

/**
 * Revenue, cost, orders and new customers by influencer or by collaboration, with a row for all together.
 *
 * - revenue: Σ of the model's credit of influencer touchpoints, by the order's day in the shop's time zone.
 * - orders: orders of which the model credits her more than nothing. One order may count for several
 *   influencers, but once in the row for all. Test and cancelled orders have no credit, so they never count.
 * - new customers: those of these orders that were their customer's first.
 * - cost: Σ of what the costs whose day lies in the period came to in the shop's currency.
 */
export async function sumFigures(
  tx: Tx,
  shopId: number,
  scope: ReportScope,
  by: 'influencer' | 'collaboration',
): Promise<FigureRow[]> {
  const column = creditColumn(scope.model);
  const key = by === 'influencer' ? Prisma.sql`c.influencer_id` : Prisma.sql`c.collaboration_id`;
  const owner = by === 'influencer' ? Prisma.sql`w.influencer_id` : Prisma.sql`w.id`;
  const rows = await tx.$queryRaw<Sums[]>`
    with credited as (
      select ${key} as key, ${isPrevious(Prisma.sql`c.day`, scope)} as is_previous,
        c.order_id, c.${column} as minor, o.new_customer
      from credit c join attributed_order o on o.shop_id = c.shop_id and o.generation = c.generation and o.order_id = c.order_id
      where ${creditInScope(shopId, scope)}
    ), spent as (
      select ${owner} as key, ${isPrevious(Prisma.sql`k.incurred_on`, scope)} as is_previous, k.shop_minor as minor
      from cost k join collaboration w on w.shop_id = k.shop_id and w.id = k.collaboration_id
      where ${costInScope(shopId, scope)}
    ), revenue as (
      select key, grouping(key) = 1 as is_all, is_previous, sum(minor) as revenue,
        count(distinct order_id) filter (where minor > 0)::int as orders,
        count(distinct order_id) filter (where minor > 0 and new_customer)::int as new_customers
      from credited group by grouping sets ((key, is_previous), (is_previous))
    ), cost as (
      select key, grouping(key) = 1 as is_all, is_previous, sum(minor) as cost
      from spent group by grouping sets ((key, is_previous), (is_previous))
    )
    select key, is_all, is_previous, sum(revenue)::text as revenue, sum(cost)::text as cost,
      max(orders) as orders, max(new_customers) as new_customers
    from (
      select key, is_all, is_previous, revenue, 0 as cost, orders, new_customers from revenue
      union all select key, is_all, is_previous, 0, cost, 0, 0 from cost
    ) as both_sides group by key, is_all, is_previous`;
  return rows
    .filter((row) => row.is_all || row.key !== null)
    .map((row) => ({
      key: row.key,
      isPrevious: row.is_previous,
      revenueMinor: BigInt(row.revenue),
      costMinor: BigInt(row.cost),
      orders: row.orders,
      newCustomers: row.new_customers,
    }));
}

/** Revenue and cost of each day that has any, oldest first; the same definitions as sumFigures. */
export async function sumByDay(tx: Tx, shopId: number, scope: ReportScope): Promise<DayRow[]> {
  const rows = await tx.$queryRaw<{ day: string; revenue: string; cost: string }[]>`
    select to_char(day, 'YYYY-MM-DD') as day, sum(revenue)::text as revenue, sum(cost)::text as cost
    from (
      select c.day, c.${creditColumn(scope.model)} as revenue, 0 as cost
      from credit c join attributed_order o on o.shop_id = c.shop_id and o.generation = c.generation and o.order_id = c.order_id
      where ${creditInScope(shopId, scope)}
      union all
      select k.incurred_on, 0, k.shop_minor
      from cost k join collaboration w on w.shop_id = k.shop_id and w.id = k.collaboration_id
      where ${costInScope(shopId, scope)}
    ) as moved group by day order by day`;
  return rows.map((row) => ({
    day: row.day,
    revenueMinor: BigInt(row.revenue),
    costMinor: BigInt(row.cost),
  }));
}
