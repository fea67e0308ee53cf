/**
 * Plan → what the theme blocks show of the landing page, in the page's metafields. Idempotent.
 * Holds: a shop where they cannot be defined keeps a whole page, whose own body says the same.
 */
import { LRUCache } from 'lru-cache';
import { offerText } from '#app/domain/offer-text.ts';
import { type PageField, pageFields } from '#app/domain/page-field.ts';
import { logOf } from '#app/platform/log.server.ts';
import { definePageFields, putPageFields } from '#app/shopify/outbound/page-fields.ts';
import { fetchProducts, type ShopifyProduct } from '#app/shopify/outbound/product-query.ts';
import type { Outcome } from '#app/shopify/outbound/user-error.ts';
import { codeOf, type Provisioning } from './provisioning.server.ts';

/** Installations whose definitions this process has seen. Shopify keeps them as long as the app is installed. */
const defined = new LRUCache<string, true>({ max: 10_000 });

/** The fields of the page as they should be, with their definitions made. */
export async function wantedFields(
  { client, plan, shop }: Provisioning,
  products: readonly ShopifyProduct[],
): Promise<PageField[]> {
  const key = `${shop.id}:${shop.installedAt?.getTime()}`;
  if (!defined.has(key)) {
    const refused = await definePageFields(client);
    if (refused) {
      logOf('collaborations').warn({ shopId: shop.id, code: refused.code }, 'no page fields');
    } else defined.set(key, true);
  }
  const code = codeOf(plan);
  return pageFields({
    influencerName: plan.influencer.name,
    pictureUrl: plan.influencer.pictureUrl,
    offerText: code.adopted ? null : offerText(plan.offer, shop.currency),
    code: code.code,
    linkSlug: plan.link?.slug ?? null,
    welcomeText: plan.welcomeText,
    productIds: products.map(({ gid }) => gid),
  });
}

/** Makes the fields of a page that exists what the plan says now. */
export async function refreshFields(
  work: Provisioning,
  gid: string,
): Promise<Outcome<{ gid: string }>> {
  const products = await fetchProducts(work.client, work.plan.featuredProductIds);
  return putPageFields(work.client, gid, await wantedFields(work, products));
}
