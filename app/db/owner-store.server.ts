import { Prisma } from '@prisma/client';
import { z } from 'zod';
import type { Owner } from '#app/domain/order-touches.ts';
import type { Utm } from '#app/domain/utm.ts';
import { closestAlias, type UtmAlias, utmKey } from '#app/domain/utm-name.ts';
import type { Tx } from './client.server.ts';
import type { Statements } from './statements.server.ts';

export type FoundLink = { slug: string; destination: string; utm: Utm };

/** The tracking link of this slug, or null. */
export async function findTrackingLink(
  tx: Tx,
  shopId: number,
  slug: string,
): Promise<FoundLink | null> {
  const row = await tx.trackingLink.findUnique({ where: { shopId_slug: { shopId, slug } } });
  if (!row) return null;
  return {
    slug: row.slug,
    destination: row.destination,
    utm: {
      source: row.utmSource,
      medium: row.utmMedium,
      campaign: row.utmCampaign,
      content: row.utmContent,
      term: row.utmTerm,
    },
  };
}

/** The traces of an order by which an influencer may be known. */
export type Traces = {
  codeKeys: readonly string[];
  linkSlug: string | null;
  landingHandle: string | null;
  /** Source and campaign of a landing whose UTM medium is "influencer". */
  utmInfluencer: string | null;
  utmCampaign: string | null;
  utm: Utm;
};

export type Owners = {
  byCode: ReadonlyMap<string, Owner>;
  byLink: Owner | null;
  byPage: Owner | null;
  byUtm: Owner | null;
};

/** Who of the shop's influencers owns which trace. A code, link or page belongs to its collaboration for ever. */
export async function findOwners(tx: Statements, shopId: number, traces: Traces): Promise<Owners> {
  const { codeKeys, linkSlug, landingHandle, utmInfluencer, utmCampaign, utm } = traces;
  const parts: Prisma.Sql[] = [];
  if (codeKeys.length > 0) {
    parts.push(Prisma.sql`
      select 'code' as trace, d.code_key as key, c.influencer_id, c.id as collaboration_id
      from discount_code d join collaboration c on c.shop_id = d.shop_id and c.id = d.collaboration_id
      where d.shop_id = ${shopId}::int and d.code_key = any(${[...codeKeys]}::text[])`);
  }
  if (linkSlug !== null) {
    parts.push(Prisma.sql`
      select 'link' as trace, l.slug as key, c.influencer_id, c.id as collaboration_id
      from tracking_link l join collaboration c on c.shop_id = l.shop_id and c.id = l.collaboration_id
      where l.shop_id = ${shopId}::int and l.slug = ${linkSlug}::text`);
  }
  if (landingHandle !== null) {
    parts.push(Prisma.sql`
      select 'page' as trace, p.handle as key, c.influencer_id, c.id as collaboration_id
      from landing_page p join collaboration c on c.shop_id = p.shop_id and c.id = p.collaboration_id
      where p.shop_id = ${shopId}::int and p.handle = ${landingHandle}::text`);
  }
  if (utmInfluencer !== null) {
    parts.push(Prisma.sql`
      select 'utm' as trace, i.slug as key, i.id as influencer_id, k.id as collaboration_id
      from influencer i
      left join (
        select c.shop_id, c.influencer_id, c.id
        from collaboration c join campaign m on m.shop_id = c.shop_id and m.id = c.campaign_id
        where m.utm_campaign = ${utmCampaign}::text
      ) k on k.shop_id = i.shop_id and k.influencer_id = i.id
      where i.shop_id = ${shopId}::int and i.slug = ${utmInfluencer}::text`);
  }
  if (utm.source !== null) {
    parts.push(Prisma.sql`
      select 'alias' as trace, json_build_array(medium_key, campaign_key)::text as key, influencer_id,
        collaboration_id
      from utm_alias where shop_id = ${shopId}::int and source_key = ${utmKey(utm.source)}::text`);
  }
  const rows =
    parts.length === 0 ? [] : await tx.$queryRaw<OwnerRow[]>(Prisma.join(parts, ' union all '));
  const ownerOf = (trace: string) => {
    const row = rows.find((found) => found.trace === trace);
    return row ? owner(row) : null;
  };
  return {
    byCode: new Map(
      rows.filter(({ trace }) => trace === 'code').map((row) => [row.key, owner(row)]),
    ),
    byLink: ownerOf('link'),
    byPage: ownerOf('page'),
    byUtm: ownerOf('utm') ?? aliasOwner(rows, utm),
  };
}

type OwnerRow = {
  trace: string;
  key: string;
  influencer_id: string;
  collaboration_id: string | null;
};

/** Whose the visit is by UTM values that a merchant gave her. */
function aliasOwner(rows: readonly OwnerRow[], utm: Utm): Owner | null {
  const aliases = rows
    .filter(({ trace }) => trace === 'alias')
    .map((row): UtmAlias => {
      const [medium, campaign] = aliasKeys.parse(JSON.parse(row.key));
      return {
        source: utmKey(utm.source ?? ''),
        medium: medium || null,
        campaign: campaign || null,
        ...owner(row),
      };
    });
  const closest = closestAlias(utm, aliases);
  return (
    closest && { influencerId: closest.influencerId, collaborationId: closest.collaborationId }
  );
}

const aliasKeys = z.tuple([z.string(), z.string()]);

function owner(row: OwnerRow): Owner {
  return { influencerId: row.influencer_id, collaborationId: row.collaboration_id };
}
