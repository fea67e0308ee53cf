import { Prisma } from '@prisma/client';
import { z } from 'zod';
import type { Owner } from '#app/domain/owner.ts';
import type { TraceOwners, Traces } from '#app/domain/trace-owner.ts';
import type { UtmAlias } from '#app/domain/utm-name.ts';
import type { Statements } from './statements.server.ts';

/** Who of the shop's influencers owns which trace. A code, link or page belongs to its collaboration for ever. */
export async function findOwners(
  tx: Statements,
  shopId: number,
  traces: Traces,
): Promise<TraceOwners> {
  const { codeKeys, linkSlugs, landingHandles, utmInfluencers, utmSources } = traces;
  const parts: Prisma.Sql[] = [];
  if (codeKeys.length > 0) {
    parts.push(Prisma.sql`
      select 'code' as trace, d.code_key as key, null as detail, c.influencer_id, c.id as collaboration_id
      from discount_code d join collaboration c on c.shop_id = d.shop_id and c.id = d.collaboration_id
      where d.shop_id = ${shopId}::int and d.code_key = any(${[...codeKeys]}::text[])`);
  }
  if (linkSlugs.length > 0) {
    parts.push(Prisma.sql`
      select 'link' as trace, l.slug as key, null as detail, c.influencer_id, c.id as collaboration_id
      from tracking_link l join collaboration c on c.shop_id = l.shop_id and c.id = l.collaboration_id
      where l.shop_id = ${shopId}::int and l.slug = any(${[...linkSlugs]}::text[])`);
  }
  if (landingHandles.length > 0) {
    parts.push(Prisma.sql`
      select 'page' as trace, p.handle as key, null as detail, c.influencer_id, c.id as collaboration_id
      from landing_page p join collaboration c on c.shop_id = p.shop_id and c.id = p.collaboration_id
      where p.shop_id = ${shopId}::int and p.handle = any(${[...landingHandles]}::text[])`);
  }
  if (utmInfluencers.length > 0) {
    parts.push(Prisma.sql`
      select 'name' as trace, i.slug as key, k.utm_campaign as detail, i.id as influencer_id,
        k.id as collaboration_id
      from influencer i
      left join (
        select c.shop_id, c.influencer_id, c.id, m.utm_campaign
        from collaboration c join campaign m on m.shop_id = c.shop_id and m.id = c.campaign_id
      ) k on k.shop_id = i.shop_id and k.influencer_id = i.id
      where i.shop_id = ${shopId}::int and i.slug = any(${[...utmInfluencers]}::text[])`);
  }
  if (utmSources.length > 0) {
    parts.push(Prisma.sql`
      select 'alias' as trace, source_key as key, json_build_array(medium_key, campaign_key)::text as detail,
        influencer_id, collaboration_id
      from utm_alias
      where shop_id = ${shopId}::int and source_key = any(${[...utmSources]}::text[])`);
  }
  const rows =
    parts.length === 0 ? [] : await tx.$queryRaw<OwnerRow[]>(Prisma.join(parts, ' union all '));
  const owning = (trace: string) =>
    new Map(rows.filter((row) => row.trace === trace).map((row) => [row.key, ownerFromRow(row)]));
  return {
    byCode: owning('code'),
    byLink: owning('link'),
    byPage: owning('page'),
    byName: namedInfluencers(rows.filter(({ trace }) => trace === 'name')),
    aliases: rows.filter(({ trace }) => trace === 'alias').map(aliasFromRow),
  };
}

type OwnerRow = {
  trace: string;
  key: string;
  /** The campaign's UTM name, or an alias's medium and campaign. */
  detail: string | null;
  influencer_id: string;
  collaboration_id: string | null;
};

/** Where an influencer has several collaborations in a campaign, the first one's. */
function namedInfluencers(rows: readonly OwnerRow[]): TraceOwners['byName'] {
  const bySlug = Map.groupBy(rows, ({ key }) => key);
  return new Map(
    [...bySlug].map(([slug, hers]) => {
      const collaborations = hers
        .filter((row) => row.collaboration_id !== null)
        .map((row): [string, string] => [row.detail ?? '', row.collaboration_id ?? ''])
        .sort(([, left], [, right]) => (left < right ? 1 : -1));
      const influencerId = hers[0]?.influencer_id ?? '';
      return [slug, { influencerId, collaborations: new Map(collaborations) }];
    }),
  );
}

function aliasFromRow(row: OwnerRow): UtmAlias {
  const [medium, campaign] = aliasKeys.parse(JSON.parse(row.detail ?? ''));
  const name = { source: row.key, medium: medium || null, campaign: campaign || null };
  return { ...name, ...ownerFromRow(row) };
}

const aliasKeys = z.tuple([z.string(), z.string()]);

function ownerFromRow(row: OwnerRow): Owner {
  return { influencerId: row.influencer_id, collaborationId: row.collaboration_id };
}
