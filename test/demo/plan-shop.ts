import { prisma } from '#app/db/client.server.ts';
import type { CampaignDraft } from '#app/domain/campaign-draft.ts';
import { addDays, startOfDay } from '#app/domain/day.ts';
import type { DiscountOffer } from '#app/domain/discount-offer.ts';
import type { InfluencerDraft } from '#app/domain/influencer-draft.ts';
import { parseMoney } from '#app/domain/money.ts';
import { toSlug } from '#app/domain/slug.ts';
import { saveCampaign } from '#app/flow/campaigns/save-campaign.server.ts';
import { startCollaborations } from '#app/flow/collaborations/start-collaborations.server.ts';
import { saveCost } from '#app/flow/costs/save-cost.server.ts';
import { saveInfluencer } from '#app/flow/influencers/save-influencer.server.ts';
import { CAMPAIGNS } from './plan/campaigns.ts';
import { COLLABORATIONS } from './plan/collaborations.ts';
import { COSTS } from './plan/costs.ts';
import { INFLUENCERS } from './plan/influencers.ts';
import type { PlannedCampaign, PlannedInfluencer, PlannedOffer } from './plan/planned.ts';

/** The shop in the app, and the day that is day 0 of the plan. */
export type PlanPlace = { shopId: number; currency: string; timeZone: string; today: string };

/**
 * Enters influencers, campaigns, collaborations and costs through the app's own use cases. What is there already
 * is left as it is, so that a broken-off attempt is simply repeated. `products`: handle → Shopify's global id; what
 * a landing page features and the shop does not have is left out.
 */
export async function planShop(
  place: PlanPlace,
  products: ReadonlyMap<string, string>,
  say: (line: string) => void,
): Promise<void> {
  const influencers = new Map<string, string>();
  for (const one of INFLUENCERS) influencers.set(one.key, await ensureInfluencer(place, one));
  const campaigns = new Map<string, string>();
  for (const one of CAMPAIGNS) campaigns.set(one.key, await ensureCampaign(place, one));
  say(`${influencers.size} influencers and ${campaigns.size} campaigns are in the app.`);
  const collaborations = new Map<string, string>();
  for (const one of COLLABORATIONS) {
    const campaignId = campaigns.get(one.campaign) ?? '';
    const influencerId = influencers.get(one.influencer) ?? '';
    const campaign = CAMPAIGNS.find(({ key }) => key === one.campaign);
    const { shopId } = place;
    if (!(await findCollaboration(shopId, campaignId, influencerId))) {
      await startCollaborations(shopId, campaignId, {
        influencerIds: [influencerId],
        platform: one.platform,
        format: one.format,
        offer: offerOf(place, one.offer, campaign),
        welcomeText: one.welcomeText,
        featuredProductIds: one.featured.flatMap((handle) => products.get(handle) ?? []),
      });
    }
    const id = await findCollaboration(shopId, campaignId, influencerId);
    if (id) collaborations.set(one.key, id);
  }
  say(`${collaborations.size} collaborations are started; their codes and pages are being made.`);
  await enterCosts(place, collaborations);
}

async function ensureInfluencer(place: PlanPlace, planned: PlannedInfluencer): Promise<string> {
  const { shopId } = place;
  const known = await prisma().influencer.findFirst({ where: { shopId, name: planned.name } });
  if (known) return known.id;
  const draft: InfluencerDraft = {
    name: planned.name,
    email: `${planned.key}@${toSlug(planned.name)}.example`,
    platforms: planned.accounts.map((account) => ({ ...account, url: null })),
    niche: planned.niche,
    notes: planned.notes || null,
    status: 'active',
  };
  return (await saveInfluencer(shopId, draft)).id;
}

async function ensureCampaign(place: PlanPlace, planned: PlannedCampaign): Promise<string> {
  const { shopId, today } = place;
  const utmCampaign = toSlug(planned.name);
  const known = await prisma().campaign.findFirst({ where: { shopId, utmCampaign } });
  if (known) return known.id;
  const draft: CampaignDraft = {
    name: planned.name,
    goal: planned.goal,
    startsOn: addDays(today, planned.fromDay),
    endsOn: planned.toDay === null ? null : addDays(today, planned.toDay),
    budgetMinor: minorOf(planned.budget, place),
    targetCpaMinor: minorOf(planned.targetCpa, place),
    targetRoasHundredths: planned.targetRoas === null ? null : Math.round(planned.targetRoas * 100),
    utmCampaign,
  };
  return (await saveCampaign(shopId, draft)).id;
}

function offerOf(
  place: PlanPlace,
  offer: PlannedOffer,
  campaign: PlannedCampaign | undefined,
): DiscountOffer {
  const { today, timeZone } = place;
  const end = campaign?.toDay ?? null;
  const terms = {
    startsAt: startOfDay(addDays(today, campaign?.fromDay ?? 0), timeZone),
    endsAt: end === null ? null : startOfDay(addDays(today, end + 1), timeZone),
    usageLimit: null,
    oncePerCustomer: offer.kind === 'percentage' && offer.oncePerCustomer === true,
    combinesWith: { order: false, product: false, shipping: false },
  };
  switch (offer.kind) {
    case 'percentage':
      return { kind: 'percentage', percentBp: offer.percent * 100, ...terms };
    case 'fixed_amount':
      return {
        kind: 'fixed_amount',
        amountMinor: wholeUnits(offer.amount, place.currency),
        ...terms,
      };
    default:
      return { kind: offer.kind, ...terms };
  }
}

async function enterCosts(
  { shopId, today, currency: own }: PlanPlace,
  collaborations: ReadonlyMap<string, string>,
): Promise<void> {
  const costed = new Set(
    (await prisma().cost.findMany({ where: { shopId } })).map(
      (cost) =>
        `${cost.collaborationId} ${cost.kind} ${cost.incurredOn.toISOString().slice(0, 10)}`,
    ),
  );
  for (const { collaboration, kind, amount, rate, day, note, ...cost } of COSTS) {
    const currency = rate === null ? own : cost.currency;
    const collaborationId = collaborations.get(collaboration);
    const incurredOn = addDays(today, day);
    if (!collaborationId || costed.has(`${collaborationId} ${kind} ${incurredOn}`)) continue;
    await saveCost(shopId, {
      collaborationId,
      kind,
      amountMinor: wholeUnits(amount, currency),
      currency,
      exchangeRate: currency === own ? null : rate,
      incurredOn,
      note,
    });
  }
}

async function findCollaboration(
  shopId: number,
  campaignId: string,
  influencerId: string,
): Promise<string | null> {
  const row = await prisma().collaboration.findFirst({
    where: { shopId, campaignId, influencerId },
    select: { id: true },
  });
  return row?.id ?? null;
}

function minorOf(amount: number | null, { currency }: PlanPlace): bigint | null {
  return amount === null ? null : wholeUnits(amount, currency);
}

function wholeUnits(amount: number, currency: string): bigint {
  return parseMoney(amount, currency).minor;
}
