import { prisma } from '#app/db/client.server.ts';
import { launchesOfCampaign } from '#app/db/launch-check-store.server.ts';
import {
  type CollaborationReport,
  findCampaign,
  listCollaborations,
} from '#app/db/report-store-campaigns.server.ts';
import { countClicks } from '#app/db/report-store-clicks.server.ts';
import { type FigureRow, sumFigures } from '#app/db/report-store-figures.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { MODELS, type Model } from '#app/domain/attribution-model.ts';
import { type CampaignGoal, type CampaignStatus, campaignStatus } from '#app/domain/campaign.ts';
import { toCsv } from '#app/domain/csv.ts';
import { formatMultiple, formatPercent } from '#app/domain/roi.ts';
import { datesText } from './campaign-list-view.server.ts';
import { isUnderway, type ShownCollaboration, shownCollaboration } from './collaboration-shown.ts';
import {
  compareRatios,
  ratiosOf,
  type ShownSums,
  type Sums,
  shownSums,
  sumsOf,
} from './figures.ts';
import { idFrom, missing } from './missing.ts';
import { figureColumns } from './ranking.ts';
import { shareLinks } from './share-links.ts';
import { dayOfColumn, type ShownMoney, shownMoney, shownMoneyOrNull, todayIn } from './shown.ts';

/** A goal that the campaign set itself; `met` is null while there is nothing to compare with. */
export type ShownTarget = {
  readonly what: 'cpa' | 'roas';
  readonly target: ShownMoney | string;
  readonly met: boolean | null;
};

export type CampaignView = {
  readonly id: string;
  readonly name: string;
  readonly goal: CampaignGoal;
  readonly status: CampaignStatus;
  readonly dates: string;
  readonly utmCampaign: string;
  readonly model: Model;
  /** Of all time: orders may come in long after a campaign has ended. */
  readonly sums: ShownSums;
  readonly budget: {
    readonly total: ShownMoney;
    readonly left: ShownMoney;
    readonly usedText: string;
    /** 0 to 100, for a bar. */
    readonly usedPercent: number;
    readonly isOver: boolean;
  } | null;
  readonly targets: readonly ShownTarget[];
  readonly collaborations: readonly (ShownCollaboration & {
    readonly sums: ShownSums;
    /** Of people, on her link, of all time. */
    readonly clicks: number;
    /** What the latest launch check said, null when there was none. */
    readonly isReady: boolean | null;
  })[];
  /** How many of the things to make in Shopify are there; null when nothing is on its way. */
  readonly progress: { readonly done: number; readonly total: number } | null;
};

/** One campaign with its figures, targets and collaborations. `params` may name a model. @throws AppError not_found */
export async function campaignView(
  shop: ShopRow,
  idText: string | undefined,
  params: URLSearchParams,
  now: Date = new Date(),
): Promise<CampaignView> {
  const { campaign, collaborations, rows, clicks, model } = await read(shop, idText, params);
  const launches = await launchesOfCampaign(prisma(), shop.id, campaign.id);
  const startsOn = dayOfColumn(campaign.startsOn);
  const endsOn = campaign.endsOn ? dayOfColumn(campaign.endsOn) : null;
  const sums = sumsOf(rows, null, false);
  return {
    id: campaign.id,
    name: campaign.name,
    goal: campaign.goal as CampaignGoal,
    status: campaignStatus({ startsOn, endsOn }, todayIn(shop.timeZone, now)),
    dates: datesText(startsOn, endsOn),
    utmCampaign: campaign.utmCampaign,
    model,
    sums: shownSums(sums, shop.currency),
    budget: budgetOf(campaign.budgetMinor, campaign.currency, sums.costMinor),
    targets: targetsOf(campaign, sums, shop.currency),
    collaborations: [...collaborations].sort(byInfluencer).map((row) => ({
      ...shownCollaboration(row, shop),
      sums: shownSums(sumsOf(rows, row.id, false), shop.currency),
      clicks: clicks.get(row.id) ?? 0,
      isReady: launches.get(row.id) ?? null,
    })),
    progress: progressOf(collaborations),
  };
}

async function read(shop: ShopRow, idText: string | undefined, params: URLSearchParams) {
  const id = idFrom(idText, 'campaign');
  const [settings, campaign, collaborations] = await Promise.all([
    getSettings(prisma(), shop.id),
    findCampaign(prisma(), shop.id, id),
    listCollaborations(prisma(), shop.id, id),
  ]);
  if (!campaign) throw missing('campaign');
  const model = MODELS.find((name) => name === params.get('model')) ?? settings.defaultModel;
  const scope = { model, currency: shop.currency, period: null, previous: null, campaignId: id };
  const [rows, clicks] = await Promise.all([
    sumFigures(prisma(), shop.id, scope, 'collaboration'),
    countClicks(prisma(), shop.id, 'collaboration', { campaignId: id }),
  ]);
  return { campaign, collaborations, rows, clicks, model };
}

/** The database sorts by code points; people do not. */
function byInfluencer(left: CollaborationReport, right: CollaborationReport): number {
  return left.influencer.name.localeCompare(right.influencer.name, 'en');
}

function budgetOf(
  budgetMinor: bigint | null,
  currency: string,
  spentMinor: bigint,
): CampaignView['budget'] {
  if (budgetMinor === null || budgetMinor <= 0n) return null;
  const percent = Number((spentMinor * 100n) / budgetMinor);
  return {
    total: shownMoney(budgetMinor, currency),
    left: shownMoney(budgetMinor - spentMinor, currency),
    usedText: formatPercent({ numerator: spentMinor, denominator: budgetMinor }),
    usedPercent: Math.min(100, percent),
    isOver: spentMinor > budgetMinor,
  };
}

function targetsOf(
  campaign: {
    targetCpaMinor: bigint | null;
    targetRoasHundredths: number | null;
    currency: string;
  },
  sums: Sums,
  currency: string,
): ShownTarget[] {
  const ratios = ratiosOf(sums, currency);
  const targets: ShownTarget[] = [];
  const cpa = shownMoneyOrNull(campaign.targetCpaMinor, campaign.currency);
  if (cpa && campaign.targetCpaMinor !== null) {
    const wanted = { numerator: campaign.targetCpaMinor, denominator: 1n };
    const met = ratios.cpa && compareRatios(ratios.cpa, wanted) <= 0;
    targets.push({ what: 'cpa', target: cpa, met });
  }
  if (campaign.targetRoasHundredths !== null) {
    const wanted = { numerator: BigInt(campaign.targetRoasHundredths), denominator: 100n };
    const met = ratios.roas && compareRatios(ratios.roas, wanted) >= 0;
    targets.push({ what: 'roas', target: formatMultiple(wanted), met });
  }
  return targets;
}

function progressOf(collaborations: readonly CollaborationReport[]): CampaignView['progress'] {
  const underway = collaborations.filter(isUnderway);
  if (underway.length === 0) return null;
  const total = collaborations.flatMap(({ objects }) => objects).length;
  const left = underway.flatMap(({ objects }) => objects).filter(({ state }) => state !== 'live');
  return { done: total - left.length, total };
}

/** The collaborations of a campaign as a file, with what each influencer hands out. */
export async function campaignCsv(
  shop: ShopRow,
  idText: string | undefined,
  params: URLSearchParams,
): Promise<string> {
  const { collaborations, rows, clicks } = await read(shop, idText, params);
  const sums = (row: CollaborationReport): FigureRow | Sums => sumsOf(rows, row.id, false);
  return toCsv<CollaborationReport>(collaborations, [
    { header: 'Influencer', value: ({ influencer }) => influencer.name },
    { header: 'E-mail', value: ({ influencer }) => influencer.email },
    { header: 'Status', value: ({ status }) => status },
    { header: 'Codes', value: ({ codes }) => codes.map(({ code }) => code).join('; ') },
    { header: 'Tracking link', value: (row) => shareLinks(shop.primaryUrl, row).tracking },
    { header: 'Clicks', value: ({ id }) => clicks.get(id) ?? 0 },
    { header: 'Landing page', value: (row) => shareLinks(shop.primaryUrl, row).page },
    ...figureColumns<CollaborationReport>(sums, shop.currency),
  ]);
}
