import * as campaigns from '#app/db/campaign-store.server.ts';
import type { Tx } from '#app/db/client.server.ts';
import * as codes from '#app/db/code-store.server.ts';
import * as collaborations from '#app/db/collaboration-store.server.ts';
import * as costs from '#app/db/cost-store.server.ts';
import * as influencers from '#app/db/influencer-store.server.ts';
import * as linkHealth from '#app/db/link-health-store.server.ts';
import * as links from '#app/db/link-store.server.ts';
import * as pages from '#app/db/page-store.server.ts';
import * as objects from '#app/db/shopify-object-store.server.ts';
import type { DiscountOffer } from '#app/domain/discount-offer.ts';
import { DEFAULT_UTM_TEMPLATE } from '#app/domain/utm.ts';

/** What one shop's planning is known by. */
export type Keys = {
  influencerId: string;
  campaignId: string;
  collaborationId: string;
  costId: string;
};

export type Call = (tx: Tx, shopId: number, keys: Keys) => Promise<unknown>;

export const OFFER: DiscountOffer = {
  kind: 'fixed_amount',
  amountMinor: 500n,
  startsAt: new Date('2026-01-01T00:00:00Z'),
  endsAt: null,
  usageLimit: null,
  oncePerCustomer: false,
  combinesWith: { order: false, product: false, shipping: false },
};

const JANE = {
  name: 'Jane Doe',
  email: 'jane@example.com',
  platforms: [{ platform: 'instagram' as const, handle: 'jane', followers: 5, url: null }],
  niche: null,
  notes: null,
  status: 'active' as const,
};
const SPRING = {
  name: 'Spring',
  goal: 'sales' as const,
  startsOn: '2026-01-01',
  endsOn: null,
  budgetMinor: null,
  targetCpaMinor: null,
  targetRoasHundredths: null,
  utmCampaign: 'spring',
};

function cost(keys: Keys) {
  return {
    collaborationId: keys.collaborationId,
    kind: 'fee' as const,
    amountMinor: 100n,
    currency: 'USD',
    incurredOn: '2026-01-01',
    note: null,
    shopMinor: 100n,
    exchangeRate: null,
  };
}

/** Writes one of everything. The names are the same in every shop. */
export async function plant(tx: Tx, shopId: number, keys: Keys): Promise<void> {
  const { influencerId, campaignId, collaborationId, costId } = keys;
  await influencers.insertInfluencers(tx, shopId, [
    { id: influencerId, slug: 'jane-doe', draft: JANE },
  ]);
  await campaigns.insertCampaign(tx, shopId, campaignId, 'USD', SPRING);
  await insertCollaboration(tx, shopId, keys);
  await codes.insertCodes(tx, shopId, [{ collaborationId, code: 'JANE10', adopted: false }]);
  await pages.insertPages(tx, shopId, [{ collaborationId, handle: 'jane-doe' }]);
  const utm = { ...DEFAULT_UTM_TEMPLATE, source: 'jane-doe' };
  await links.insertLinks(tx, shopId, [
    { slug: `link-of-${shopId}`, collaborationId, destination: '/pages/jane-doe', utm },
  ]);
  await objects.insertObjects(
    tx,
    shopId,
    objects.OBJECT_KINDS.map((kind) => ({
      collaborationId,
      kind,
      state: kind === 'redirect' ? ('intended' as const) : ('live' as const),
      gid: 'gid://1',
    })),
  );
  await costs.insertCost(tx, shopId, costId, cost(keys));
}

function insertCollaboration(tx: Tx, shopId: number, keys: Keys) {
  return collaborations.insertCollaborations(tx, shopId, [
    {
      id: keys.collaborationId,
      influencerId: keys.influencerId,
      campaignId: keys.campaignId,
      platform: 'instagram',
      format: 'reel',
      offer: OFFER,
      welcomeText: '',
      featuredProductIds: [],
    },
  ]);
}

/** Every function of the stores of planning, called with somebody's keys. */
export const CALLS = {
  influencers: {
    module: influencers,
    calls: {
      findInfluencer: (tx, shop, k) => influencers.findInfluencer(tx, shop, k.influencerId),
      findInfluencers: (tx, shop, k) => influencers.findInfluencers(tx, shop, [k.influencerId]),
      insertInfluencers: (tx, shop) => influencers.insertInfluencers(tx, shop, []),
      replaceInfluencer: (tx, shop, k) =>
        influencers.replaceInfluencer(tx, shop, k.influencerId, { ...JANE, name: 'Changed' }),
      setStatusOfInfluencers: (tx, shop, k) =>
        influencers.setStatusOfInfluencers(tx, shop, [k.influencerId], 'archived'),
      matchInfluencers: async (tx, shop) =>
        (await influencers.matchInfluencers(tx, shop, [JANE])).filter((id) => id !== null),
      slugsLike: (tx, shop) => influencers.slugsLike(tx, shop, ['jane']),
    },
  },
  campaigns: {
    module: campaigns,
    calls: {
      getCampaign: (tx, shop, k) => campaigns.getCampaign(tx, shop, k.campaignId),
      // `plant` has called it: a new row of its own needs nobody's keys.
      insertCampaign: async () => undefined,
      replaceCampaign: (tx, shop, k) =>
        campaigns.replaceCampaign(tx, shop, k.campaignId, { ...SPRING, name: 'Changed' }),
    },
  },
  collaborations: {
    module: collaborations,
    calls: {
      insertCollaborations: insertCollaboration,
      getPlan: (tx, shop, k) => collaborations.getPlan(tx, shop, k.collaborationId),
      hasCollaboration: (tx, shop, k) =>
        collaborations.hasCollaboration(tx, shop, k.collaborationId),
      influencersInCampaign: (tx, shop, k) =>
        collaborations.influencersInCampaign(tx, shop, k.campaignId, [k.influencerId]),
      listRunning: (tx, shop) => collaborations.listRunning(tx, shop, 10, null),
      listWithLivePage: (tx, shop, k) => collaborations.listWithLivePage(tx, shop, k.influencerId),
      listUnsettled: (tx, shop) => collaborations.listUnsettled(tx, shop),
      lockCollaboration: (tx, shop, k) =>
        collaborations.lockCollaboration(tx, shop, k.collaborationId),
      setStatus: (tx, shop, k) => collaborations.setStatus(tx, shop, k.collaborationId, 'ended'),
    },
  },
  codes: {
    module: codes,
    calls: {
      insertCodes: (tx, shop, k) =>
        codes.insertCodes(tx, shop, [
          { collaborationId: k.collaborationId, code: 'NEW', adopted: false },
        ]),
      insertClaimedCode: (tx, shop, k) =>
        codes.insertClaimedCode(tx, shop, k.collaborationId, 'CLAIMED'),
      codeKeysLike: (tx, shop) => codes.codeKeysLike(tx, shop, ['JANE']),
      replaceCode: (tx, shop, k) =>
        codes.replaceCode(tx, shop, k.collaborationId, 'JANE10', 'JANE11'),
      markCodeAdopted: (tx, shop, k) =>
        codes.markCodeAdopted(tx, shop, k.collaborationId, 'JANE10'),
    },
  },
  pages: {
    module: pages,
    calls: {
      insertPages: (tx, shop, k) =>
        pages.insertPages(tx, shop, [{ collaborationId: k.collaborationId, handle: 'other' }]),
      handlesLike: (tx, shop) => pages.handlesLike(tx, shop, ['jane']),
      setHandle: (tx, shop, k) => pages.setHandle(tx, shop, k.collaborationId, 'changed'),
    },
  },
  links: {
    module: links,
    calls: {
      insertLinks: (tx, shop, k) =>
        links.insertLinks(tx, shop, [
          {
            slug: `other-${shop}`,
            collaborationId: k.collaborationId,
            destination: '/',
            utm: DEFAULT_UTM_TEMPLATE,
          },
        ]),
      moveDestination: (tx, shop, k) =>
        links.moveDestination(tx, shop, k.collaborationId, '/pages/jane-doe', '/changed'),
      replaceLink: (tx, shop, k) =>
        links.replaceLink(tx, shop, k.collaborationId, {
          destination: '/changed',
          appliesCode: true,
          expiresAt: null,
          fallback: null,
        }),
    },
  },
  linkHealth: {
    module: linkHealth,
    calls: {
      listLinksToCheck: (tx, shop) => linkHealth.listLinksToCheck(tx, shop),
      recordHealth: async (tx, shop) => {
        // The link of the shop that was planted just before this one.
        const slugs = [`link-of-${shop - 1}`, `link-of-${shop + 1}`, `link-of-${shop + 2}`];
        const links = slugs.map((slug) => ({ slug, destination: '/pages/jane-doe' }));
        await linkHealth.recordHealth(tx, shop, links, {
          health: 'ok',
          note: null,
          at: new Date(),
        });
      },
      // Belongs to no shop: it says which shops have something to be looked at.
      shopsWithUncheckedLinks: async () => undefined,
    },
  },
  objects: {
    module: objects,
    calls: {
      insertObjects: (tx, shop, k) =>
        objects.insertObjects(tx, shop, [
          { collaborationId: k.collaborationId, kind: 'page', state: 'live', gid: 'x' },
        ]),
      recordObject: (tx, shop, k) =>
        objects.recordObject(tx, shop, k.collaborationId, 'page', { state: 'off', gid: 'x' }),
      countAttempt: (tx, shop, k) => objects.countAttempt(tx, shop, k.collaborationId, 'page'),
      intendObjects: (tx, shop, k) => objects.intendObjects(tx, shop, k.collaborationId, ['page']),
      listCheckableObjects: (tx, shop, k) =>
        objects.listCheckableObjects(tx, shop, [k.collaborationId]),
      recordLook: (tx, shop, k) =>
        objects.recordLook(
          tx,
          shop,
          {
            shopId: shop,
            collaborationId: k.collaborationId,
            kind: 'page',
            state: 'live',
            gid: 'gid://1',
            attempts: 0,
            errorCode: null,
            errorMessage: null,
            checkedAt: null,
          },
          'missing',
        ),
    },
  },
  costs: {
    module: costs,
    calls: {
      findCost: (tx, shop, k) => costs.findCost(tx, shop, k.costId),
      // As insertCampaign; that the collaboration is the shop's own is the flow's to check.
      insertCost: async () => undefined,
      replaceCost: (tx, shop, k) =>
        costs.replaceCost(tx, shop, k.costId, { ...cost(k), note: 'changed' }),
      deleteCost: (tx, shop, k) => costs.deleteCost(tx, shop, k.costId),
    },
  },
} satisfies Record<string, { module: object; calls: Record<string, Call> }>;
