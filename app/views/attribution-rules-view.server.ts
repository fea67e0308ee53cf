import { rulesInForce, rulesOfVersion } from '#app/db/attribution-rules-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import { latestFit } from '#app/db/model-fit-store.server.ts';
import { findReplay } from '#app/db/replay-store.server.ts';
import { namesOfInfluencers } from '#app/db/report-store-influencers.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { MODEL_LABEL, type Model } from '#app/domain/attribution-model.ts';
import type { AttributionRules } from '#app/domain/attribution-rules.ts';
import { type ShownMoney, shownMoney } from './shown.ts';

export type AttributionRulesView = {
  readonly rules: AttributionRules;
  /** Orders that the Markov model has seen, once it was fitted. */
  readonly sample: { readonly conversions: number; readonly isUsed: boolean } | null;
  /** How far the orders have been worked out by new rules; null when none are on their way. */
  readonly replay: { readonly done: number; readonly total: number } | null;
};

/** The rules that the shop's figures go by; while new ones are being applied, those. */
export async function attributionRulesView(shop: ShopRow): Promise<AttributionRulesView> {
  const [inForce, fit, replay] = await Promise.all([
    rulesInForce(prisma(), shop.id),
    latestFit(prisma(), shop.id),
    findReplay(prisma(), shop.id),
  ]);
  const sample = fit && { conversions: fit.conversions, isUsed: fit.basis === 'markov' };
  if (replay?.state !== 'running') return { rules: inForce.rules, sample, replay: null };
  const rules = await rulesOfVersion(prisma(), shop.id, replay.rulesVersion);
  return {
    rules,
    sample,
    replay: { done: Math.min(replay.done, replay.total), total: replay.total },
  };
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
