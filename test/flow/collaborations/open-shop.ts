import { afterAll, beforeAll } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { getPlan } from '#app/db/collaboration-store.server.ts';
import { recordInstallation } from '#app/db/shop-store.server.ts';
import type { StartInput } from '#app/domain/collaboration-start.ts';
import type { DiscountOffer } from '#app/domain/discount-offer.ts';
import { saveCampaign } from '#app/flow/campaigns/save-campaign.server.ts';
import { provisionCollaboration } from '#app/flow/collaborations/provision-collaboration.server.ts';
import { startCollaborations } from '#app/flow/collaborations/start-collaborations.server.ts';
import { saveInfluencer } from '#app/flow/influencers/save-influencer.server.ts';
import { installFetchRedirect } from '#test/standin/fetch-redirect.ts';
import { installApp, issueOfflineToken } from '#test/standin/identity/installation.ts';
import { startTestShop, type TestShop } from '#test/standin/start-test-shop.ts';
import { createShop } from '#test/standin/state/create-shop.ts';
import type { Shop } from '#test/standin/state/world.ts';

let house: TestShop | undefined;

/** Runs a local Shopify beside this test file, and sends the app's calls there. Once, at the top level. */
export function localShopify(): void {
  beforeAll(async () => {
    house = await startTestShop({ handle: 'landlord' });
    installFetchRedirect(() => house && `http://127.0.0.1:${house.standin.port}`);
  });
  afterAll(() => house?.standin.close());
}

export function world() {
  if (!house) throw new Error('call localShopify() first');
  return house.world;
}

export type OpenShop = { shopId: number; shop: Shop };

let opened = 0;

/** A new shop on both sides: the app is installed and holds a token. */
export async function openShop(options: Partial<Shop> = {}): Promise<OpenShop> {
  opened += 1;
  const shop = createShop(world(), { handle: `shop-${opened}`, ...options });
  const installation = installApp(world(), shop);
  const { accessToken } = issueOfflineToken(world(), installation);
  const row = await recordInstallation(prisma(), shop.domain, {
    name: shop.name,
    email: shop.email,
    primaryUrl: `https://${shop.domain}`,
    currency: shop.currency,
    timeZone: shop.timeZone,
    scopes: [...installation.scopes].join(','),
  });
  await prisma().session.create({
    data: {
      id: `offline_${shop.domain}`,
      shop: shop.domain,
      state: '',
      isOnline: false,
      scope: [...installation.scopes].join(','),
      expires: new Date(Date.now() + 3_600_000),
      accessToken,
    },
  });
  return { shopId: row.id, shop };
}

export const TEN_PERCENT: DiscountOffer = {
  kind: 'percentage',
  percentBp: 1000,
  startsAt: new Date('2026-01-01T00:00:00Z'),
  endsAt: null,
  usageLimit: null,
  oncePerCustomer: true,
  combinesWith: { order: false, product: true, shipping: true },
};

export async function addInfluencer(shopId: number, name: string): Promise<string> {
  const { id } = await saveInfluencer(shopId, {
    name,
    email: null,
    platforms: [{ platform: 'instagram', handle: 'her.handle', followers: 12_000, url: null }],
    niche: null,
    notes: null,
    status: 'active',
  });
  return id;
}

export async function addCampaign(shopId: number, name = 'Spring Glow'): Promise<string> {
  const { id } = await saveCampaign(shopId, {
    name,
    goal: 'sales',
    startsOn: '2026-01-01',
    endsOn: null,
    budgetMinor: null,
    targetCpaMinor: null,
    targetRoasHundredths: null,
    utmCampaign: '',
  });
  return id;
}

/** Starts a collaboration with one influencer of this name; what is not given is an ordinary 10 % offer. */
export async function start(
  shopId: number,
  name: string,
  given: Partial<StartInput> & { campaignId?: string } = {},
): Promise<string> {
  const { campaignId, ...input } = given;
  const { ids } = await startCollaborations(
    shopId,
    campaignId ?? (await addCampaign(shopId, `For ${name}`)),
    {
      influencerIds: [await addInfluencer(shopId, name)],
      platform: 'instagram',
      format: 'reel',
      offer: TEN_PERCENT,
      welcomeText: 'Hello from me',
      featuredProductIds: [],
      ...input,
    },
  );
  const [id] = ids;
  if (id === undefined) throw new Error('nothing was started');
  return id;
}

/** Starts and provisions. */
export async function startAndProvision(
  shopId: number,
  name: string,
  given: Partial<StartInput> & { campaignId?: string } = {},
): Promise<string> {
  const id = await start(shopId, name, given);
  await provisionCollaboration(shopId, id);
  return id;
}

/** The collaboration as stored; its objects' states by kind. */
export async function read(shopId: number, id: string) {
  const plan = await getPlan(prisma(), shopId, id);
  if (!plan) throw new Error('no such collaboration');
  const states = Object.fromEntries(plan.objects.map(({ kind, state }) => [kind, state]));
  const errors = plan.objects.flatMap(({ errorMessage }) => errorMessage ?? []);
  return {
    plan,
    status: plan.status,
    code: plan.codes[0]?.code,
    handle: plan.page?.handle,
    states,
    errors,
  };
}

export const ALL_LIVE = { discount: 'live', page: 'live', redirect: 'live' };

/** What the shop's buyers see of codes. */
export function codesIn(shop: Shop): string[] {
  return [...shop.discounts.values()].flatMap(({ codes }) => codes.map(({ code }) => code));
}
