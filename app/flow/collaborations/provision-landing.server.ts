/**
 * Plan → the landing page of a collaboration at /pages/<handle> and the short address /<handle>. Idempotent by
 * the page's metafield and by the redirect's target.
 * Holds: pages and redirects of others are left alone. While the page is not made, a foreign page or redirect
 * makes both move on to the next handle together; once it is, a foreign redirect is reported and left.
 */
import { inTransaction } from '#app/db/client.server.ts';
import { moveDestination } from '#app/db/link-store.server.ts';
import { setHandle } from '#app/db/page-store.server.ts';
import { lockNames } from '#app/db/shop-lock.server.ts';
import type { ObjectFinding } from '#app/db/shopify-object-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { landingPageHtml } from '#app/domain/landing-body.ts';
import { offerText, priceText } from '#app/domain/offer-text.ts';
import { findLanding, type Landing } from '#app/shopify/outbound/landing-query.ts';
import { createPage, publishPage } from '#app/shopify/outbound/page-mutation.ts';
import { fetchPresence } from '#app/shopify/outbound/presence-query.ts';
import { fetchProducts, type ShopifyProduct } from '#app/shopify/outbound/product-query.ts';
import { createRedirect } from '#app/shopify/outbound/redirect-mutation.ts';
import { NAMES, nextHandle } from './names.server.ts';
import { refreshFields, wantedFields } from './page-fields.server.ts';
import { codeOf, failed, live, objectOf, off, type Provisioning } from './provisioning.server.ts';

const MAX_HANDLES_TRIED = 50;
/** Shopify's search index lags behind: a page that is TAKEN but not found is looked for again later, so often. */
const MAX_WAITS = 5;

/** What became of the page, and what was seen at its handle (null when nobody looked). */
export type PageFinding = { finding: ObjectFinding; landing: Landing | null };

/** Brings the page to what is wanted and says what it is now. */
export async function settlePage(work: Provisioning): Promise<PageFinding> {
  const { client, plan, wanted } = work;
  const { gid } = objectOf(plan, 'page');
  if (gid !== null) {
    const presence = (await fetchPresence(client, [gid])).get(gid);
    if (presence !== 'gone') {
      return { finding: await publish(work, gid, presence === 'on'), landing: null };
    }
  }
  const refused = new Set<string>();
  let handle = handleOf(work);
  while (refused.size < MAX_HANDLES_TRIED) {
    const landing = await findLanding(client, handle);
    if (landing.page?.marker === plan.id) {
      const finding = await publish(work, landing.page.gid, landing.page.isPublished);
      return { finding, landing };
    }
    if (wanted === 'off') return { finding: off(null), landing };
    const free = !landing.page && (!landing.redirect || isOurs(landing.redirect, handle));
    const finding = free ? await makePage(work, handle) : null;
    if (finding) return { finding, landing };
    refused.add(handle);
    handle = await takeNextHandle(work, refused);
  }
  const message = `${MAX_HANDLES_TRIED} addresses like /${handle} are in use in the shop.`;
  return { finding: failed(null, { code: 'TAKEN', message }), landing: null };
}

/** Makes the short address lead to the page. `landing`: what was seen at the handle, where somebody looked. */
export async function settleRedirect(
  work: Provisioning,
  landing: Landing | null,
): Promise<ObjectFinding> {
  const { client, plan } = work;
  const { gid } = objectOf(plan, 'redirect');
  if (gid !== null && (await fetchPresence(client, [gid])).get(gid) === 'on') return live(gid);
  const handle = handleOf(work);
  const { redirect } = landing ?? (await findLanding(client, handle));
  if (redirect) return isOurs(redirect, handle) ? live(redirect.gid) : foreignRedirect(handle);
  const outcome = await createRedirect(client, `/${handle}`, `/pages/${handle}`);
  if (outcome.made) return live(outcome.made.gid);
  // Made between our look and our call, perhaps by us.
  const again = (await findLanding(client, handle)).redirect;
  if (!again) return failed(null, outcome.refused);
  return isOurs(again, handle) ? live(again.gid) : foreignRedirect(handle);
}

function foreignRedirect(handle: string): ObjectFinding {
  return failed(null, {
    code: 'PATH_TAKEN',
    message: `Another redirect already leads away from /${handle}. Remove it in Shopify, then repair here.`,
  });
}

function isOurs(redirect: { target: string }, handle: string): boolean {
  return redirect.target === `/pages/${handle}`;
}

/** The handle that the collaboration has now; `takeNextHandle` changes it. */
function handleOf({ plan }: Provisioning): string {
  if (plan.page) return plan.page.handle;
  throw new AppError('invariant_broken', 'A collaboration has no landing page.', {
    details: { collaborationId: plan.id },
  });
}

/** The body is the merchant's once it is made; what the blocks show follows the plan. */
async function publish(
  work: Provisioning,
  gid: string,
  isPublished: boolean,
): Promise<ObjectFinding> {
  const { client, wanted } = work;
  const shouldBe = wanted === 'on';
  if (isPublished !== shouldBe) {
    const { refused } = await publishPage(client, gid, shouldBe);
    if (refused) return failed(gid, refused);
  }
  if (shouldBe) {
    const { refused } = await refreshFields(work, gid);
    if (refused) return failed(gid, refused);
  }
  return shouldBe ? live(gid) : off(gid);
}

/** Null when somebody else has the handle. */
async function makePage(work: Provisioning, handle: string): Promise<ObjectFinding | null> {
  const { client, plan } = work;
  const products = await fetchProducts(client, plan.featuredProductIds);
  const outcome = await createPage(client, {
    title: plan.influencer.name,
    handle,
    bodyHtml: bodyOf(work, products),
    marker: plan.id,
    fields: await wantedFields(work, products),
  });
  if (outcome.made) return live(outcome.made.gid);
  if (outcome.refused.code !== 'TAKEN') return failed(null, outcome.refused);
  const { page } = await findLanding(client, handle);
  if (page?.marker === plan.id) return live(page.gid);
  if (!page && objectOf(plan, 'page').attempts < MAX_WAITS) {
    throw new AppError(
      'shopify_unavailable',
      `Shopify does not show yet who has /pages/${handle}.`,
    );
  }
  return null;
}

function bodyOf({ plan, shop }: Provisioning, products: readonly ShopifyProduct[]): string {
  const code = codeOf(plan);
  return landingPageHtml({
    influencerName: plan.influencer.name,
    welcomeText: plan.welcomeText || null,
    code: code.code,
    // Only the merchant knows what an adopted code gives.
    offerText: code.adopted ? null : offerText(plan.offer, shop.currency),
    products: products.map((product) => ({
      title: product.title,
      url: `/products/${product.handle}`,
      imageUrl: product.imageUrl,
      priceText: priceText(product.price.amount, product.price.currency),
    })),
  });
}

function takeNextHandle({ plan }: Provisioning, refused: ReadonlySet<string>): Promise<string> {
  return inTransaction(async (tx) => {
    await lockNames(tx, plan.shopId, NAMES);
    const handle = await nextHandle(tx, plan, refused);
    await setHandle(tx, plan.shopId, plan.id, handle);
    if (plan.page) {
      const { shopId, id, page } = plan;
      await moveDestination(tx, shopId, id, `/pages/${page.handle}`, `/pages/${handle}`);
      page.handle = handle;
    }
    return handle;
  });
}
