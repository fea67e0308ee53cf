import { normaliseCode } from '#app/domain/code-template.ts';
import { truthOf } from '#test/standin/control/shop-truth.ts';
import type { Shop } from '#test/standin/state/world.ts';
import type { Addresses } from './addresses.ts';

/** Revenue in minor units of the shop's currency, and orders that brought any. */
export type CreditSums = { revenueMinor: bigint; orders: number };

export type ShopCredit = CreditSums & { byInfluencer: Map<string, CreditSums> };

/**
 * What the local Shopify's own books say of influencers by last touch: an order belongs to the influencer of its
 * last code, else to the one whose link, page or UTM it landed on. Worked out from orders, codes and landing sites
 * alone, with no code of the app's attribution, so that an error in either shows.
 */
export function shopCredit(shop: Shop, addresses: readonly Addresses[]): ShopCredit {
  const all: ShopCredit = { revenueMinor: 0n, orders: 0, byInfluencer: new Map() };
  for (const order of truthOf(shop).orders) {
    if (order.test || order.cancelled) continue;
    const influencerId =
      ownerOfCodes(order.codes, addresses) ?? ownerOfLanding(order.landingSite, addresses);
    const revenueMinor = BigInt(order.netSalesMinor);
    if (influencerId === null || revenueMinor === 0n) continue;
    const hers = all.byInfluencer.get(influencerId) ?? { revenueMinor: 0n, orders: 0 };
    all.byInfluencer.set(influencerId, hers);
    for (const sums of [all, hers]) {
      sums.revenueMinor += revenueMinor;
      sums.orders += 1;
    }
  }
  return all;
}

function ownerOfCodes(codes: readonly string[], addresses: readonly Addresses[]): string | null {
  const keys = codes.map(normaliseCode);
  const owners = keys.flatMap(
    (key) => addresses.find(({ code }) => normaliseCode(code) === key)?.influencerId ?? [],
  );
  return owners.at(-1) ?? null;
}

function ownerOfLanding(landing: string | null, addresses: readonly Addresses[]): string | null {
  if (landing === null) return null;
  const [path = '', search = ''] = landing.split('?');
  const query = new URLSearchParams(search);
  const found =
    addresses.find(({ linkSlug }) => linkSlug === query.get('trb')) ??
    addresses.find(({ pageHandle }) => path === `/pages/${pageHandle}`) ??
    addresses.find(({ link }) => isSameUtm(new URLSearchParams(link.split('?')[1]), query));
  return found?.influencerId ?? null;
}

function isSameUtm(hers: URLSearchParams, landed: URLSearchParams): boolean {
  return (
    landed.get('utm_medium') === 'influencer' &&
    ['utm_source', 'utm_campaign'].every((name) => hers.get(name) === landed.get(name))
  );
}
