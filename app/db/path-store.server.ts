import { Prisma } from '@prisma/client';
import { AppError } from '#app/domain/app-error.ts';
import type { Period } from '#app/domain/day.ts';
import type { Tx } from './client.server.ts';
import { shownGeneration } from './shown-generation.server.ts';

export type PathScope = {
  period: Period;
  /** The shop's; orders in other currencies are not among them. */
  currency: string;
  timeZone: string;
  /** Only orders with an influencer among their contacts. */
  onlyInfluencers: boolean;
};

/** Orders with the very same contacts in the same order. A source is an influencer's id, else a channel. */
export type PathRow = {
  sources: string[];
  orders: number;
  netMinor: bigint;
  /** Of all of them together, from the first contact to the order. */
  days: number;
};

export type AssistRow = {
  influencerId: string;
  last: number;
  /** Orders with her among the contacts, somebody else being the last. */
  assisted: number;
  /** Of those she was the last contact of: without any other source. */
  alone: number;
};

export type PathFigures = {
  orders: number;
  /** Those with an influencer among their contacts, and those of them of which no influencer was the last one. */
  influencerOrders: number;
  notLast: number;
  /** How many different paths there are; `paths` are the most common of them. */
  pathCount: number;
  paths: PathRow[];
  /** Orders by the number of their contacts, and by the days from the first contact to the order. */
  lengths: { value: number; orders: number }[];
  times: { value: number; orders: number }[];
  assists: AssistRow[];
};

type Read = Omit<PathFigures, 'paths'> & {
  paths: (Omit<PathRow, 'netMinor'> & { netMinor: string })[];
};

const NONE = Prisma.sql`'[]'::json`;

/**
 * The ways to the orders of a period, the `limit` most common paths first. Contacts are those that the rules left, which
 * is where credit goes; test and cancelled orders do not count. Days are those of the calendar in the shop's time
 * zone. All of it is one statement: the figures of a screen agree with each other, also while orders come in.
 */
export async function readPaths(
  tx: Tx,
  shopId: number,
  { period, currency, timeZone, onlyInfluencers }: PathScope,
  limit: number,
): Promise<PathFigures> {
  const rows = await tx.$queryRaw<Read[]>`
    with contacts as (
      select c.order_id,
        array_agg(coalesce(c.influencer_id::text, c.channel) order by c.position) as sources,
        array_agg(c.influencer_id::text order by c.position) filter (where c.influencer_id is not null) as influencers,
        (array_agg(c.touchpoint_id order by c.position))[1] as first_id
      from credit c
      where c.shop_id = ${shopId}::int and c.generation = ${shownGeneration(shopId)}
        and c.day between ${period.from}::date and ${period.to}::date
      group by c.order_id
      having not ${onlyInfluencers}::boolean or count(c.influencer_id) > 0
    ), journey as materialized (
      select k.sources, k.influencers, a.net_minor,
        greatest(0, a.day - (t.occurred_at at time zone ${timeZone}::text)::date) as days
      from contacts k
      join attributed_order a on a.shop_id = ${shopId}::int and a.generation = ${shownGeneration(shopId)}
        and a.order_id = k.order_id and a.counted = 1 and a.currency = ${currency}::text
      join touchpoint t on t.shop_id = ${shopId}::int and t.touchpoint_id = k.first_id
    ), path as materialized (
      select sources, influencers, sources[cardinality(sources)] as last, count(*)::int as orders,
        sum(net_minor) as net, sum(days)::int as days
      from journey group by sources, influencers
    ), common as (
      select * from path order by orders desc, net desc, sources limit ${limit}::int
    ), length as (
      select cardinality(sources) as value, sum(orders)::int as orders from path group by 1
    ), span as (
      select days as value, count(*)::int as orders from journey group by 1
    ), assist as (
      select i.id, coalesce(sum(p.orders) filter (where p.last = i.id), 0)::int as last,
        coalesce(sum(p.orders) filter (where p.last <> i.id), 0)::int as assisted,
        coalesce(sum(p.orders) filter (where i.id = all(p.sources)), 0)::int as alone
      from path p cross join lateral (select distinct unnest(p.influencers) as id) i group by i.id
    )
    select coalesce(sum(orders), 0)::int as orders,
      coalesce(sum(orders) filter (where influencers is not null), 0)::int as "influencerOrders",
      coalesce(sum(orders) filter (where last <> all(influencers)), 0)::int as "notLast",
      (select count(*)::int from path) as "pathCount",
      (select coalesce(json_agg(json_build_object('sources', sources, 'orders', orders,
        'netMinor', net::text, 'days', days) order by orders desc, net desc, sources), ${NONE}) from common) as paths,
      (select coalesce(json_agg(length), ${NONE}) from length) as lengths,
      (select coalesce(json_agg(span), ${NONE}) from span) as times,
      (select coalesce(json_agg(json_build_object('influencerId', id, 'last', last, 'assisted', assisted,
        'alone', alone) order by last + assisted desc, assisted desc, id), ${NONE}) from assist) as assists
    from path`;
  const [read] = rows;
  if (!read) throw new AppError('invariant_broken', 'A sum over all rows gave no row.');
  const { paths, ...figures } = read;
  return {
    ...figures,
    paths: paths.map((path) => ({ ...path, netMinor: BigInt(path.netMinor) })),
  };
}
