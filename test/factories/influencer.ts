import { v7 as newId } from 'uuid';
import { prisma } from '#app/db/client.server.ts';
import { insertInfluencers } from '#app/db/influencer-store.server.ts';
import type { InfluencerDraft } from '#app/domain/influencer-draft.ts';
import { toSlug } from '#app/domain/slug.ts';

/** An influencer with one Instagram account, unless told otherwise. Returns her id. */
export async function makeInfluencer(
  shopId: number,
  given: Partial<InfluencerDraft> & { followers?: number } = {},
): Promise<string> {
  const { followers = 25_000, ...draft } = given;
  const id = newId();
  const name = draft.name ?? `Influencer ${id.slice(-6)}`;
  const slug = `${toSlug(name)}-${id.slice(-6)}`;
  await insertInfluencers(prisma(), shopId, [
    {
      id,
      slug,
      draft: {
        name,
        email: null,
        niche: null,
        notes: null,
        status: 'active',
        platforms: [{ platform: 'instagram', handle: slug, followers, url: null }],
        ...draft,
      },
    },
  ]);
  return id;
}
