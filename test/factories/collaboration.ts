import { v7 as newId } from 'uuid';
import { prisma } from '#app/db/client.server.ts';
import { insertCodes } from '#app/db/code-store.server.ts';
import { insertCollaborations } from '#app/db/collaboration-store.server.ts';
import { insertLinks } from '#app/db/link-store.server.ts';
import { insertPages } from '#app/db/page-store.server.ts';
import { insertObjects, OBJECT_KINDS } from '#app/db/shopify-object-store.server.ts';
import type { DiscountOffer } from '#app/domain/discount-offer.ts';

type Given = {
  influencerId: string;
  campaignId: string;
  code?: string;
  offer?: DiscountOffer;
  state?: 'intended' | 'live';
};

export const FIFTEEN_PERCENT: DiscountOffer = {
  kind: 'percentage',
  percentBp: 1500,
  startsAt: new Date('2026-01-01T00:00:00Z'),
  endsAt: null,
  usageLimit: null,
  oncePerCustomer: false,
  combinesWith: { order: false, product: false, shipping: false },
};

/** A collaboration with code, page and link, all live unless told otherwise. Returns its id. */
export async function makeCollaboration(shopId: number, given: Given): Promise<string> {
  const id = newId();
  const { influencerId, campaignId, state = 'live', offer = FIFTEEN_PERCENT } = given;
  const mark = id.slice(-8);
  const handle = `page-${mark}`;
  const utm = {
    source: `her-${mark}`,
    medium: 'influencer',
    campaign: 'spring',
    content: null,
    term: null,
  };
  await insertCollaborations(prisma(), shopId, [
    {
      id,
      influencerId,
      campaignId,
      platform: 'instagram',
      format: 'reel',
      offer,
      welcomeText: '',
      featuredProductIds: [],
    },
  ]);
  const code = given.code ?? `CODE${mark.toUpperCase()}`;
  await insertCodes(prisma(), shopId, [{ collaborationId: id, code, adopted: false }]);
  await insertPages(prisma(), shopId, [{ collaborationId: id, handle }]);
  await insertLinks(prisma(), shopId, [
    { slug: mark, collaborationId: id, destination: `/pages/${handle}`, utm },
  ]);
  await insertObjects(
    prisma(),
    shopId,
    OBJECT_KINDS.map((kind) => ({ collaborationId: id, kind, state, gid: null })),
  );
  if (state === 'live') {
    await prisma().collaboration.update({
      where: { shopId_id: { shopId, id } },
      data: { status: 'active' },
    });
  }
  return id;
}

/** A cost in the shop's currency. */
export async function makeCost(
  shopId: number,
  given: { collaborationId: string; day: string; minor: bigint; kind?: string },
): Promise<string> {
  const id = newId();
  await prisma().cost.create({
    data: {
      shopId,
      id,
      collaborationId: given.collaborationId,
      kind: given.kind ?? 'fee',
      incurredOn: new Date(given.day),
      amountMinor: given.minor,
      currency: 'USD',
      shopMinor: given.minor,
    },
  });
  return id;
}
