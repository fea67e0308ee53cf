import type { CampaignGoal } from '#app/domain/campaign.ts';
import type { CostKind } from '#app/domain/cost.ts';
import type { InfluencerPlatform } from '#app/domain/influencer-draft.ts';
import type { Format, PlatformName } from '#app/domain/platform-name.ts';

/** Everything below is relative: `day` 0 is today in the shop's time zone, -10 ten days ago. */
export type PlannedInfluencer = {
  readonly key: string;
  readonly name: string;
  readonly niche: string;
  readonly notes: string;
  readonly accounts: readonly Pick<InfluencerPlatform, 'platform' | 'handle' | 'followers'>[];
};

/** Amounts are whole units of the shop's currency; `targetRoas` is a multiple such as 3.5. */
export type PlannedCampaign = {
  readonly key: string;
  readonly name: string;
  readonly goal: CampaignGoal;
  readonly fromDay: number;
  /** Null: it goes on until somebody ends it. */
  readonly toDay: number | null;
  readonly budget: number | null;
  readonly targetCpa: number | null;
  readonly targetRoas: number | null;
};

export type PlannedOffer =
  | { readonly kind: 'percentage'; readonly percent: number; readonly oncePerCustomer?: true }
  | { readonly kind: 'fixed_amount'; readonly amount: number }
  | { readonly kind: 'free_shipping' | 'tracking_only' };

/** How the people she sends arrive; shares of her orders that need not add up to one. */
export type Manner = 'link' | 'code' | 'both' | 'page' | 'utm' | 'unseen';

export type PlannedCollaboration = {
  /** `<influencer>.<campaign>` */
  readonly key: string;
  readonly influencer: string;
  readonly campaign: string;
  readonly platform: PlatformName;
  readonly format: Format;
  readonly offer: PlannedOffer;
  readonly welcomeText: string;
  /** Handles of the products on her page. */
  readonly featured: readonly string[];
  /** Days on which she posted. */
  readonly posts: readonly number[];
  /** Orders that she really drives in a full season. */
  readonly drives: number;
  readonly manners: Readonly<Partial<Record<Manner, number>>>;
  /** Orders of a full season in which strangers use her code, found on a coupon site. */
  readonly leaks: number;
};

/** `amount` in whole units of `currency`, or of the shop's own where there is no `rate` (shop units per unit). */
export type PlannedCost = {
  readonly collaboration: string;
  readonly kind: CostKind;
  readonly amount: number;
  readonly currency: string;
  readonly rate: string | null;
  readonly day: number;
  readonly note: string;
};
