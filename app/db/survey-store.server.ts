import { Prisma } from '@prisma/client';
import type { Owner } from '#app/domain/owner.ts';
import { toSlug } from '#app/domain/slug.ts';
import { profileKey, type SurveyKeys } from '#app/domain/survey-answer.ts';
import { toJson } from './json-rows.server.ts';
import type { Statements } from './statements.server.ts';

/** The attribute that holds the answer to the shop's question; '' where the merchant named none. */
export async function getSurveyAttribute(tx: Statements, shopId: number): Promise<string> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    select survey_attribute as name from shop_settings where shop_id = ${shopId}::int`;
  return rows[0]?.name ?? '';
}

type Candidate = {
  influencer_id: string;
  collaboration_id: string | null;
  name: string;
  slug: string;
  /** What the row was found by. */
  found: 'name' | 'handle' | 'profile' | 'code';
  url: string | null;
};

/**
 * Whom an answer's keys name: an influencer, nobody, or several, which is nobody too. Null where no key is known to
 * the shop, so that the next keys may be tried.
 */
export async function findNamed(
  tx: Statements,
  shopId: number,
  keys: SurveyKeys,
): Promise<Owner | 'several' | null> {
  const candidates = await tx.$queryRaw<Candidate[]>(candidatesOf(shopId, keys));
  const named = candidates.filter((candidate) => isMeant(candidate, keys));
  const [first] = named;
  if (!first) return null;
  if (named.some(({ influencer_id }) => influencer_id !== first.influencer_id)) return 'several';
  const byCode = named.filter(({ collaboration_id }) => collaboration_id !== null);
  return {
    influencerId: first.influencer_id,
    collaborationId: byCode.length === 1 ? (byCode[0]?.collaboration_id ?? null) : null,
  };
}

/** Rows that may be meant: names in other letters and addresses of profiles only the domain can compare. */
function candidatesOf(shopId: number, { names, handles, profiles, codes }: SurveyKeys): Prisma.Sql {
  const hosts = profiles.map((profile) => `%${profile.split('/')[0] ?? ''}%`);
  return Prisma.sql`
    select 'name' as found, id as influencer_id, null::uuid as collaboration_id, name, slug, null as url
    from influencer
    where shop_id = ${shopId}::int and (
      slug = any(${[...names]}::text[]) or name ~ '[^ -~]' or
      btrim(regexp_replace(replace(lower(name), '''', ''), '[^a-z0-9]+', '-', 'g'), '-') = any(${[...names]}::text[]))
    union all
    select 'handle', i.id, null, i.name, i.slug, null
    from jsonb_to_recordset(${toJson(handles)}::jsonb) as h(platform text, handle text)
    join influencer_platform p on p.shop_id = ${shopId}::int and lower(p.handle) = h.handle
      and (h.platform is null or h.platform = p.platform)
    join influencer i on i.shop_id = p.shop_id and i.id = p.influencer_id
    union all
    select 'profile', i.id, null, i.name, i.slug, p.url
    from influencer_platform p join influencer i on i.shop_id = p.shop_id and i.id = p.influencer_id
    where p.shop_id = ${shopId}::int and lower(p.url) like any(${hosts}::text[])
    union all
    select 'code', i.id, c.id, i.name, i.slug, null
    from discount_code d
    join collaboration c on c.shop_id = d.shop_id and c.id = d.collaboration_id
    join influencer i on i.shop_id = c.shop_id and i.id = c.influencer_id
    where d.shop_id = ${shopId}::int and d.code_key = any(${[...codes]}::text[])`;
}

function isMeant({ found, name, slug, url }: Candidate, { names, profiles }: SurveyKeys): boolean {
  if (found === 'name') return names.includes(slug) || names.includes(toSlug(name));
  if (found === 'profile') return profiles.includes(profileKey(url ?? '') ?? '');
  return true;
}

/** An influencer's collaboration whose campaign began last, no later than `day` (YYYY-MM-DD); null where none had. */
export async function latestCollaboration(
  tx: Statements,
  shopId: number,
  influencerId: string,
  day: string,
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select c.id from collaboration c join campaign m on m.shop_id = c.shop_id and m.id = c.campaign_id
    where c.shop_id = ${shopId}::int and c.influencer_id = ${influencerId}::uuid and m.starts_on <= ${day}::date
    order by m.starts_on desc, c.created_at desc, c.id desc limit 1`;
  return rows[0]?.id ?? null;
}
