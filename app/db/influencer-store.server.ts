import type { Prisma } from '@prisma/client';
import { type InfluencerStatus, largestAudience } from '#app/domain/influencer.ts';
import { type InfluencerDraft, influencerDraftSchema } from '#app/domain/influencer-draft.ts';
import type { Tx } from './client.server.ts';

const WITH_PLATFORMS = {
  platforms: { orderBy: [{ followers: 'desc' }, { platform: 'asc' }, { handle: 'asc' }] },
} as const satisfies Prisma.InfluencerInclude;

export type InfluencerRow = Prisma.InfluencerGetPayload<{ include: typeof WITH_PLATFORMS }>;

/** An influencer to be written: the id is a new one, the slug free in the shop. */
export type NewInfluencer = { id: string; slug: string; draft: InfluencerDraft };

/** Null when the shop has no such influencer. */
export function findInfluencer(tx: Tx, shopId: number, id: string): Promise<InfluencerRow | null> {
  return tx.influencer.findUnique({
    where: { shopId_id: { shopId, id } },
    include: WITH_PLATFORMS,
  });
}

export function findInfluencers(
  tx: Tx,
  shopId: number,
  ids: readonly string[],
): Promise<InfluencerRow[]> {
  return tx.influencer.findMany({
    where: { shopId, id: { in: [...ids] } },
    include: WITH_PLATFORMS,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}

/** Writes new influencers with their platforms. Breaks a unique key when a name and e-mail are there already. */
export async function insertInfluencers(
  tx: Tx,
  shopId: number,
  influencers: readonly NewInfluencer[],
): Promise<void> {
  await tx.influencer.createMany({
    data: influencers.map(({ id, slug, draft }) => ({ shopId, id, slug, ...columnsOf(draft) })),
  });
  await tx.influencerPlatform.createMany({
    data: influencers.flatMap(({ id, draft }) => platformRows(shopId, id, draft)),
  });
}

/** Replaces all that the form says; the slug stays, since links carry it. False when there is no such influencer. */
export async function replaceInfluencer(
  tx: Tx,
  shopId: number,
  id: string,
  draft: InfluencerDraft,
): Promise<boolean> {
  const { count } = await tx.influencer.updateMany({
    where: { shopId, id },
    data: columnsOf(draft),
  });
  if (count === 0) return false;
  await tx.influencerPlatform.deleteMany({ where: { shopId, influencerId: id } });
  await tx.influencerPlatform.createMany({ data: platformRows(shopId, id, draft) });
  return true;
}

/** How many were changed: 0 when the shop has none of them. */
export async function setStatusOfInfluencers(
  tx: Tx,
  shopId: number,
  ids: readonly string[],
  status: InfluencerStatus,
): Promise<number> {
  const { count } = await tx.influencer.updateMany({
    where: { shopId, id: { in: [...ids] } },
    data: { status },
  });
  return count;
}

/** For each name and e-mail, the id of the influencer who has both (without regard to case), or null. */
export async function matchInfluencers(
  tx: Tx,
  shopId: number,
  people: readonly { name: string; email: string | null }[],
): Promise<(string | null)[]> {
  const names = people.map(({ name }) => name);
  const emails = people.map(({ email }) => email ?? '');
  const rows = await tx.$queryRaw<{ id: string | null }[]>`
    select i.id::text as id
    from unnest(${names}::text[], ${emails}::text[]) with ordinality as p (name, email, place)
    left join influencer i on i.shop_id = ${shopId}
      and lower(i.name) = lower(p.name) and lower(coalesce(i.email, '')) = lower(p.email)
    order by p.place`;
  return rows.map(({ id }) => id);
}

/** The slugs in use that begin with one of these. */
export async function slugsLike(
  tx: Tx,
  shopId: number,
  beginnings: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ slug: string }[]>`
    select slug from influencer
    where shop_id = ${shopId} and exists (
      select 1 from unnest(${[...beginnings]}::text[]) as b (text) where starts_with(slug, b.text))`;
  return new Set(rows.map(({ slug }) => slug));
}

/** A stored influencer as a form would tell it. */
export function influencerFromRow(row: InfluencerRow): InfluencerDraft {
  return influencerDraftSchema.parse({
    ...row,
    platforms: row.platforms.map((account) => ({
      ...account,
      followers: Number(account.followers),
    })),
  });
}

function columnsOf(draft: InfluencerDraft) {
  return {
    name: draft.name,
    email: draft.email,
    pictureUrl: draft.pictureUrl ?? null,
    niche: draft.niche ?? '',
    notes: draft.notes ?? '',
    status: draft.status,
    followers: BigInt(largestAudience(draft.platforms)),
  };
}

function platformRows(shopId: number, influencerId: string, draft: InfluencerDraft) {
  return draft.platforms.map(({ platform, handle, followers, url }) => ({
    shopId,
    influencerId,
    platform,
    handle,
    followers: BigInt(followers),
    url,
  }));
}
