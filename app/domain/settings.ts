import type { Model } from './attribution-model.ts';
import { DEFAULT_CODE_TEMPLATE } from './code-template.ts';
import { DEFAULT_TIER_THRESHOLDS, type TierThresholds } from './tier.ts';
import { DEFAULT_UTM_TEMPLATE, type Utm } from './utm.ts';

/** What a merchant may set. `version` grows at every change. The rules of attribution are kept apart. */
export type Settings = {
  readonly defaultModel: Model;
  readonly codeTemplate: string;
  /** Stands before every new code; empty for none. */
  readonly codePrefix: string;
  readonly utmTemplate: Utm;
  readonly tierThresholds: TierThresholds;
  /** The order attribute that holds the buyer's answer to the shop's question; empty for the usual names. */
  readonly surveyAttribute: string;
  readonly version: number;
};

/** The settings of a shop that has not changed any. */
export const DEFAULT_SETTINGS: Settings = {
  defaultModel: 'last_touch',
  codeTemplate: DEFAULT_CODE_TEMPLATE,
  codePrefix: '',
  utmTemplate: DEFAULT_UTM_TEMPLATE,
  tierThresholds: DEFAULT_TIER_THRESHOLDS,
  surveyAttribute: '',
  version: 0,
};
