export const COST_KINDS = [
  'fee',
  'gifted_product',
  'production',
  'amplification',
  'platform_fee',
  'other',
] as const;
export type CostKind = (typeof COST_KINDS)[number];

export const COST_KIND_LABEL: Readonly<Record<CostKind, string>> = {
  fee: 'Fee',
  gifted_product: 'Gifted product',
  production: 'Content production',
  amplification: 'Paid amplification',
  platform_fee: 'Platform fee',
  other: 'Other',
};
