import { Prisma } from '@prisma/client';
import type { Tx } from './client.server.ts';

export type ClickSums = {
  /** Clicks of people: the only ones that count anywhere. */
  people: number;
  /** Browsers among them that could be told apart by the door's cookie. */
  visitors: number;
  bots: number;
  /** Link previews, prefetches and HEAD requests. */
  previews: number;
  /** The latest click of a person. */
  last: Date | null;
};

/** What happened on one link so far. Our own launch checks are nowhere in it. */
export async function sumClicks(tx: Tx, shopId: number, slug: string): Promise<ClickSums> {
  const rows = await tx.$queryRaw<ClickSums[]>`
    select count(*) filter (where agent = 'person')::int as people,
      count(distinct visitor_id) filter (where agent = 'person')::int as visitors,
      count(*) filter (where agent = 'bot')::int as bots,
      count(*) filter (where agent in ('preview', 'prefetch', 'head'))::int as previews,
      max(occurred_at) filter (where agent = 'person') as last
    from link_click where shop_id = ${shopId} and slug = ${slug}`;
  return rows[0] ?? { people: 0, visitors: 0, bots: 0, previews: 0, last: null };
}

/** Clicks of people on one link by day (YYYY-MM-DD in `timeZone`) since an instant; days without any are left out. */
export async function clicksByDay(
  tx: Tx,
  shopId: number,
  slug: string,
  { since, timeZone }: { since: Date; timeZone: string },
): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ day: string; clicks: number }[]>`
    select ((occurred_at at time zone ${timeZone})::date)::text as day, count(*)::int as clicks
    from link_click
    where shop_id = ${shopId} and slug = ${slug} and occurred_at >= ${since} and agent = 'person'
    group by 1`;
  return new Map(rows.map(({ day, clicks }) => [day, clicks]));
}

const OWNER = {
  campaign: Prisma.sql`c.campaign_id`,
  influencer: Prisma.sql`c.influencer_id`,
  collaboration: Prisma.sql`c.id`,
} as const;

/** Clicks of people by whose links they were on, since an instant (null: ever); owners without any are left out. */
export async function countClicks(
  tx: Tx,
  shopId: number,
  by: keyof typeof OWNER,
  { campaignId = null, since = null }: { campaignId?: string | null; since?: Date | null } = {},
): Promise<Map<string, number>> {
  const inCampaign = campaignId
    ? Prisma.sql`and c.campaign_id = ${campaignId}::uuid`
    : Prisma.empty;
  const inTime = since ? Prisma.sql`and k.occurred_at >= ${since}` : Prisma.empty;
  const rows = await tx.$queryRaw<{ id: string; clicks: number }[]>`
    select ${OWNER[by]} as id, count(*)::int as clicks
    from collaboration c
      join tracking_link l on l.shop_id = c.shop_id and l.collaboration_id = c.id
      join link_click k on k.shop_id = l.shop_id and k.slug = l.slug
    where c.shop_id = ${shopId} and k.agent = 'person' ${inCampaign} ${inTime}
    group by 1`;
  return new Map(rows.map(({ id, clicks }) => [id, clicks]));
}
