import { v7 as newId } from 'uuid';
import { inTransaction, prisma } from '#app/db/client.server.ts';
import { insertCodes } from '#app/db/code-store.server.ts';
import { insertCollaborations, setStatus } from '#app/db/collaboration-store.server.ts';
import { findShop } from '#app/db/shop-store.server.ts';
import { campaignDraftSchema } from '#app/domain/campaign-draft.ts';
import { discountOfferSchema } from '#app/domain/discount-offer.ts';
import { influencerDraftSchema } from '#app/domain/influencer-draft.ts';
import { saveCampaign } from '#app/flow/campaigns/save-campaign.server.ts';
import { saveInfluencer } from '#app/flow/influencers/save-influencer.server.ts';
import { Merchant } from '#test/house/merchant.ts';
import type { House } from '#test/house/start-house.ts';
import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import { installApp } from '#test/standin/identity/installation.ts';
import { createShop } from '#test/standin/state/create-shop.ts';
import type { Shop } from '#test/standin/state/world.ts';

const INFLUENCERS = 20;
const STARTS_AT = new Date('2026-01-01T00:00:00Z');

export type InfluencerShop = { shop: Shop; merchant: Merchant; codes: string[] };

/**
 * A shop in which the app is installed as a merchant installs it, with influencers whose codes give 10 % off.
 * Their collaborations are written as they are once Shopify has everything: calling it is not what is measured.
 */
export async function openInfluencerShop(house: House): Promise<InfluencerShop> {
  const { world } = house;
  const shop = createShop(world, { handle: 'bench-fresh' });
  stockCatalogue(world, shop);
  installApp(world, shop);
  const merchant = new Merchant(world, shop);
  const { status } = await merchant.openDocument('/app');
  if (status !== 200) throw new Error(`The app answered ${status} to its first request.`);

  const row = await findShop(prisma(), shop.domain);
  if (!row) throw new Error('The app did not record its installation.');
  const campaign = campaignDraftSchema.parse({
    name: 'Spring',
    goal: 'sales',
    startsOn: '2026-01-01',
    endsOn: null,
    utmCampaign: 'spring',
  });
  const { id: campaignId } = await saveCampaign(row.id, campaign);
  const codes: string[] = [];
  for (let place = 0; place < INFLUENCERS; place += 1) {
    codes.push(await addInfluencer(row.id, campaignId, place));
    giveTenPercent(house, shop, codes.at(-1) ?? '');
  }
  return { shop, merchant, codes };
}

async function addInfluencer(shopId: number, campaignId: string, place: number): Promise<string> {
  const code = `FRESH${place}X10`;
  const { id: influencerId } = await saveInfluencer(
    shopId,
    influencerDraftSchema.parse({
      name: `Influencer ${place}`,
      platforms: [
        { platform: 'instagram', handle: `fresh${place}`, followers: 1000 * (place + 1) },
      ],
    }),
  );
  const offer = discountOfferSchema.parse({
    kind: 'percentage',
    percentBp: 1000,
    startsAt: STARTS_AT,
  });
  const id = newId();
  await inTransaction(async (tx) => {
    const about = { influencerId, campaignId, platform: 'instagram', format: 'story' };
    const shown = { offer, welcomeText: '', featuredProductIds: [] };
    await insertCollaborations(tx, shopId, [{ id, ...about, ...shown }]);
    await insertCodes(tx, shopId, [{ collaborationId: id, code, adopted: false }]);
    await setStatus(tx, shopId, id, 'active');
  });
  return code;
}

function giveTenPercent({ world }: House, shop: Shop, code: string): void {
  const id = world.nextId();
  const at = STARTS_AT.getTime();
  shop.discounts.set(id, {
    id,
    title: code,
    value: { kind: 'percentage', fraction: 0.1 },
    items: null,
    codes: [{ id: world.nextId(), code, usage: 0 }],
    startsAt: at,
    endsAt: null,
    active: true,
    usageLimit: null,
    oncePerCustomer: false,
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    tags: [],
    createdBy: 'app',
    createdAt: at,
    updatedAt: at,
  });
}
