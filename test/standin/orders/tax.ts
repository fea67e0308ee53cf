import type { MoneyPair, Shop } from '../state/world.ts';
import { sharePair } from './money.ts';

/** Tax on a taxable amount after discounts: on top of it, or the part of it that is tax. */
export function taxOn(shop: Pick<Shop, 'taxesIncluded' | 'taxRateBp'>, net: MoneyPair): MoneyPair {
  return sharePair(net, shop.taxRateBp, shop.taxesIncluded ? 10_000 + shop.taxRateBp : 10_000);
}
