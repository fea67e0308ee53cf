import type { BrowserKind } from '#test/standin/extensions/browser-kind.ts';
import type { PixelHabit } from '#test/standin/extensions/visitor-extensions.ts';

/** What somebody does at one instant, in one browser. */
export type Act =
  /** Follows an influencer's tracking link, by the app's own door or through the shop. */
  | { do: 'follow'; influencer: number; door: 'app' | 'proxy' }
  /** Comes to the shop in any other way. */
  | { do: 'visit'; path: string; referrer: string | null }
  /** Opens the very address at which another browser arrived last, as when somebody forwards it. */
  | { do: 'open-forwarded'; from: string }
  /** `codes`: of influencers, or the shop's own. */
  | { do: 'buy'; email: string; codes: readonly (number | 'own')[]; truth: OrderTruth };

/** What really led to an order, as only the one who made it up can know. */
export type OrderTruth = {
  scenario: string;
  /** Those who took part within the window, by their number. */
  influencers: readonly number[];
  consent: boolean;
};

export type BrowserPlan = { kind: BrowserKind; pixel: PixelHabit; embed: boolean; isBot: boolean };

/** `at`: milliseconds after the season's first instant. */
export type Step = { at: number; browser: string; act: Act };

export type SeasonPlan = { browsers: ReadonlyMap<string, BrowserPlan>; steps: readonly Step[] };
