import { rulesInForce } from '#app/db/attribution-rules-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import { latestFit } from '#app/db/model-fit-store.server.ts';
import { readFreshness } from '#app/db/report-store-inbox.server.ts';
import { namesOfInfluencers } from '#app/db/report-store-influencers.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { MODEL_LABEL, type Model } from '#app/domain/attribution-model.ts';
import type { AttributionRules } from '#app/domain/attribution-rules.ts';
import { type ShownMoney, shownMoney } from './shown.ts';

export type AttributionRulesView = {
  readonly rules: AttributionRules;
  /** Orders that the Markov model has seen, once it was fitted. */
  readonly sample: { readonly conversions: number; readonly isUsed: boolean } | null;
  /** Orders that are still to be worked out. */
  readonly ordersDue: number;
};

/** The rules that the shop's figures go by. */
export async function attributionRulesView(shop: ShopRow): Promise<AttributionRulesView> {
  const [{ rules }, fit, { ordersDue }] = await Promise.all([
    rulesInForce(prisma(), shop.id),
    latestFit(prisma(), shop.id),
    readFreshness(prisma(), shop.id),
  ]);
  const sample = fit && { conversions: fit.conversions, isUsed: fit.basis === 'markov' };
  return { rules, sample, ordersDue };
}

/** What other rules would change, as `previewRules` worked it out. */
export type ShownRulesPreview = {
  readonly model: string;
  readonly orders: number;
  readonly changed: number;
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly byOld: ShownMoney;
    readonly byNew: ShownMoney;
    readonly change: ShownMoney;
  }[];
  /** Influencers who are not among the rows: those of the smallest changes. */
  readonly hidden: number;
};

type Preview = {
  readonly model: Model;
  readonly orders: number;
  readonly changed: number;
  readonly influencers: readonly {
    readonly influencerId: string;
    readonly nowMinor: bigint;
    readonly thenMinor: bigint;
  }[];
};

const SHOWN_INFLUENCERS = 50;

export async function shownRulesPreview(
  shop: ShopRow,
  { model, orders, changed, influencers }: Preview,
): Promise<ShownRulesPreview> {
  const shown = influencers.slice(0, SHOWN_INFLUENCERS);
  const ids = shown.map(({ influencerId }) => influencerId);
  const names = await namesOfInfluencers(prisma(), shop.id, ids);
  const money = (minor: bigint) => shownMoney(minor, shop.currency);
  return {
    model: MODEL_LABEL[model],
    orders,
    changed,
    rows: shown.map(({ influencerId, nowMinor, thenMinor }) => ({
      id: influencerId,
      name: names.find(({ id }) => id === influencerId)?.name ?? 'An influencer',
      byOld: money(nowMinor),
      byNew: money(thenMinor),
      change: money(thenMinor - nowMinor),
    })),
    hidden: influencers.length - shown.length,
  };
}
