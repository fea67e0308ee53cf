export const COLLABORATION_STATUSES = ['active', 'paused', 'ended'] as const;
export type CollaborationStatus = (typeof COLLABORATION_STATUSES)[number];

export const OFFER_KINDS = [
  'percentage',
  'fixed_amount',
  'free_shipping',
  'tracking_only',
] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

export const OFFER_KIND_LABEL: Readonly<Record<OfferKind, string>> = {
  percentage: 'Percentage off',
  fixed_amount: 'Amount off',
  free_shipping: 'Free shipping',
  tracking_only: 'Tracking only, no discount',
};
