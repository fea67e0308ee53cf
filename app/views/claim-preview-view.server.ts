import { prisma } from '#app/db/client.server.ts';
import { namesOfInfluencers } from '#app/db/report-store-influencers.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { byModel, MODEL_LABEL, MODELS, type Model } from '#app/domain/attribution-model.ts';
import { CHANNEL_LABEL, type Channel } from '#app/domain/channel.ts';
import { type ShownMoney, shownMoney } from './shown.ts';

/** What a claim would change, as `previewClaim` worked it out. */
export type ShownClaimPreview = {
  readonly orders: number;
  readonly looked: number;
  readonly gained: number;
  readonly net: ShownMoney;
  readonly models: readonly { readonly model: Model; readonly label: string }[];
  /** The influencer first, then those from whom it comes; amounts by model. */
  readonly rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly isHers: boolean;
    readonly amounts: Readonly<Record<Model, ShownMoney>>;
  }[];
};

type Preview = {
  readonly orders: number;
  readonly looked: number;
  readonly gained: number;
  readonly netMinor: bigint;
  readonly revenue: Readonly<Record<Model, bigint>>;
  readonly others: readonly {
    readonly influencerId: string | null;
    readonly channel: Channel;
    readonly revenue: Readonly<Record<Model, bigint>>;
  }[];
};

const SHOWN_OTHERS = 20;

export async function shownClaimPreview(
  shop: ShopRow,
  influencerId: string,
  preview: Preview,
): Promise<ShownClaimPreview> {
  const others = preview.others.slice(0, SHOWN_OTHERS);
  const ids = [influencerId, ...others.flatMap((party) => party.influencerId ?? [])];
  const names = await namesOfInfluencers(prisma(), shop.id, ids);
  const nameOf = (id: string) => names.find((one) => one.id === id)?.name ?? 'An influencer';
  const amounts = (revenue: Readonly<Record<Model, bigint>>) =>
    byModel((model) => shownMoney(revenue[model], shop.currency));
  const { orders, looked, gained, netMinor, revenue } = preview;
  return {
    orders,
    looked,
    gained,
    net: shownMoney(netMinor, shop.currency),
    models: MODELS.map((model) => ({ model, label: MODEL_LABEL[model] })),
    rows: [
      { key: influencerId, name: nameOf(influencerId), isHers: true, amounts: amounts(revenue) },
      ...others.map((party) => ({
        key: party.influencerId ?? party.channel,
        name: party.influencerId ? nameOf(party.influencerId) : CHANNEL_LABEL[party.channel],
        isHers: false,
        amounts: amounts(party.revenue),
      })),
    ],
  };
}
