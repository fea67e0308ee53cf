import { Prisma } from '@prisma/client';
import type { Model } from '#app/domain/attribution-model.ts';
import type { Period } from '#app/domain/day.ts';
import type { InfluencerStatus } from '#app/domain/influencer.ts';
import type { PlatformName } from '#app/domain/platform-name.ts';
import type { Tx } from './client.server.ts';
import { creditColumn } from './report-store-figures.server.ts';
import { shownGeneration } from './shown-generation.server.ts';

export type InfluencerSort = 'name' | 'followers' | 'revenue' | 'created';

export type InfluencerQuery = {
  search: string;
  statuses: readonly InfluencerStatus[];
  platforms: readonly PlatformName[];
  /** Follower ranges of the wanted tiers; `below` is exclusive, null where there is no upper end. */
  followers: readonly { from: number; below: number | null }[];
  sort: InfluencerSort;
  descending: boolean;
  limit: number;
  offset: number;
  /** What the revenue column sums. */
  model: Model;
  period: Period;
  currency: string;
};

export type InfluencerListRow = {
  id: string;
  name: string;
  email: string | null;
  niche: string;
  status: InfluencerStatus;
  followers: bigint;
  platforms: { platform: PlatformName; handle: string; followers: number }[];
  activeCollaborations: number;
  revenueMinor: bigint;
};

/** Letters as people know them: the database's own collation may know no upper case beyond ASCII. */
export const BY_LANGUAGE = Prisma.sql`collate "und-x-icu"`;

const ORDER: Readonly<Record<InfluencerSort, Prisma.Sql>> = {
  name: Prisma.sql`i.name ${BY_LANGUAGE}`,
  followers: Prisma.sql`i.followers`,
  revenue: Prisma.sql`coalesce(r.minor, 0)`,
  created: Prisma.sql`i.created_at`,
};

/** Text as a pattern for `ilike` that finds it anywhere; its own wildcards stand for themselves. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
}

function conditions(shopId: number, query: InfluencerQuery): Prisma.Sql {
  const parts = [Prisma.sql`i.shop_id = ${shopId}`];
  if (query.search !== '') {
    const pattern = containing(query.search);
    parts.push(Prisma.sql`(i.name ${BY_LANGUAGE} ilike ${pattern} or i.email ${BY_LANGUAGE} ilike ${pattern}
      or i.niche ${BY_LANGUAGE} ilike ${pattern}
      or exists (select 1 from influencer_platform p where p.shop_id = i.shop_id
        and p.influencer_id = i.id and p.handle ${BY_LANGUAGE} ilike ${containing(query.search.replace(/^@/, ''))}))`);
  }
  if (query.statuses.length > 0) {
    parts.push(Prisma.sql`i.status::text in (${Prisma.join([...query.statuses])})`);
  }
  if (query.platforms.length > 0) {
    parts.push(Prisma.sql`exists (select 1 from influencer_platform p where p.shop_id = i.shop_id
      and p.influencer_id = i.id and p.platform in (${Prisma.join([...query.platforms])}))`);
  }
  if (query.followers.length > 0) {
    const ranges = query.followers.map(({ from, below }) =>
      below === null
        ? Prisma.sql`i.followers >= ${from}`
        : Prisma.sql`(i.followers >= ${from} and i.followers < ${below})`,
    );
    parts.push(Prisma.sql`(${Prisma.join(ranges, ' or ')})`);
  }
  return Prisma.join(parts, ' and ');
}

type Raw = Omit<InfluencerListRow, 'revenueMinor'> & { revenue: string; total: number };

/** One page of influencers and how many there are over all pages. */
export async function listInfluencers(
  tx: Tx,
  shopId: number,
  query: InfluencerQuery,
): Promise<{ rows: InfluencerListRow[]; total: number }> {
  const direction = query.descending ? Prisma.sql`desc` : Prisma.sql`asc`;
  const where = conditions(shopId, query);
  const [rows, counted] = await Promise.all([
    tx.$queryRaw<Raw[]>`
      with revenue as (
        select c.influencer_id, sum(c.${creditColumn(query.model)}) as minor
        from credit c join attributed_order o on o.shop_id = c.shop_id and o.generation = c.generation and o.order_id = c.order_id
        where c.shop_id = ${shopId} and c.generation = ${shownGeneration(shopId)} and c.influencer_id is not null and o.currency = ${query.currency}
          and c.day between ${query.period.from}::date and ${query.period.to}::date
        group by c.influencer_id
      )
      select i.id, i.name, i.email, i.niche, i.status::text as status, i.followers,
        coalesce(r.minor, 0)::text as revenue,
        (select count(*)::int from collaboration w where w.shop_id = i.shop_id
          and w.influencer_id = i.id and w.status = 'active') as "activeCollaborations",
        coalesce((select json_agg(json_build_object('platform', p.platform, 'handle', p.handle,
            'followers', p.followers) order by p.followers desc, p.platform)
          from influencer_platform p
          where p.shop_id = i.shop_id and p.influencer_id = i.id), '[]'::json) as platforms
      from influencer i left join revenue r on r.influencer_id = i.id
      where ${where}
      order by ${ORDER[query.sort]} ${direction}, i.id
      limit ${query.limit} offset ${query.offset}`,
    tx.$queryRaw<
      { total: number }[]
    >`select count(*)::int as total from influencer i where ${where}`,
  ]);
  return {
    rows: rows.map(({ revenue, ...row }) => ({ ...row, revenueMinor: BigInt(revenue) })),
    total: counted[0]?.total ?? 0,
  };
}

/** An influencer with her accounts and her collaborations (newest first), or null. */
export function findInfluencerReport(tx: Tx, shopId: number, id: string) {
  return tx.influencer.findUnique({
    where: { shopId_id: { shopId, id } },
    include: {
      platforms: { orderBy: [{ followers: 'desc' }, { platform: 'asc' }] },
      collaborations: {
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        include: { campaign: true, codes: true, link: true, page: true },
      },
    },
  });
}

/** Names and audiences of these influencers, for figures that carry only ids. */
export function namesOfInfluencers(tx: Tx, shopId: number, ids: string[]) {
  return tx.influencer.findMany({
    where: { shopId, id: { in: ids } },
    select: { id: true, name: true, followers: true, status: true },
  });
}

export function countInfluencers(tx: Tx, shopId: number): Promise<number> {
  return tx.influencer.count({ where: { shopId } });
}

/** Influencers that could join a campaign: active ones that are not in it yet, by name. */
export function listAvailableInfluencers(tx: Tx, shopId: number, campaignId: string) {
  return tx.influencer.findMany({
    where: { shopId, status: 'active', collaborations: { none: { shopId, campaignId } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    include: { platforms: { orderBy: [{ followers: 'desc' }, { platform: 'asc' }] } },
  });
}
