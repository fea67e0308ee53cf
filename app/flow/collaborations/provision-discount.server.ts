/**
 * Plan → the discount of a collaboration, on or off, in Shopify. Idempotent by the marker tag: before anything
 * is made, Shopify is asked for what an earlier attempt may have made.
 * Holds: never two codes for one collaboration, and nobody else's code is touched.
 */
import { inTransaction, prisma } from '#app/db/client.server.ts';
import { markCodeAdopted, replaceCode } from '#app/db/code-store.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import { lockNames } from '#app/db/shop-lock.server.ts';
import type { ObjectFinding } from '#app/db/shopify-object-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { normaliseCode } from '#app/domain/code-template.ts';
import { createDiscount } from '#app/shopify/outbound/discount-mutation.ts';
import {
  findDiscountByCode,
  findDiscountById,
  type ShopifyDiscount,
} from '#app/shopify/outbound/discount-query.ts';
import { NAMES, nextCode } from './names.server.ts';
import { codeOf, failed, live, objectOf, off, type Provisioning } from './provisioning.server.ts';
import { switchDiscount } from './switch-discount.server.ts';

/** A shop whose codes collide this often has a template that makes the same code for everybody. */
const MAX_CODES_TRIED = 50;
const MAX_TITLE = 255;

/** The tag by which we know our discounts again. */
export function markerOf(collaborationId: string): string {
  return `tributary-${collaborationId}`;
}

/** Brings the discount to what is wanted and says what it is now. */
export async function settleDiscount(work: Provisioning): Promise<ObjectFinding> {
  const { client, plan } = work;
  const { gid } = objectOf(plan, 'discount');
  if (codeOf(plan).adopted) return settleAdopted(work);
  const known = gid === null ? null : await findDiscountById(client, gid);
  if (known) return switchDiscount(work, known);

  const refused = new Set<string>();
  let { code } = codeOf(plan);
  while (refused.size < MAX_CODES_TRIED) {
    const found = await findDiscountByCode(client, code);
    if (found && isOurs(work, found)) return switchDiscount(work, found);
    if (found && gid !== null) return adoptRemade(work, code, found);
    if (work.wanted === 'off') return off(null);
    const finding = found ? null : await makeDiscount(work, code);
    if (finding) return finding;
    refused.add(normaliseCode(code));
    code = await takeNextCode(work, code, refused);
  }
  return failed(null, {
    code: 'TAKEN',
    message: `${MAX_CODES_TRIED} codes like ${code} are in use in the shop. Change the code template in the settings.`,
  });
}

function isOurs({ plan }: Provisioning, found: ShopifyDiscount): boolean {
  return found.tags.includes(markerOf(plan.id));
}

/** Null when somebody else has the code. */
async function makeDiscount(work: Provisioning, code: string): Promise<ObjectFinding | null> {
  const { client, plan, shop } = work;
  const outcome = await createDiscount(client, {
    code,
    title: `${plan.influencer.name} · ${plan.campaign.name}`.slice(0, MAX_TITLE).toWellFormed(),
    marker: markerOf(plan.id),
    currency: shop.currency,
    offer: plan.offer,
  });
  if (outcome.made) return live(outcome.made.gid);
  if (outcome.refused.code !== 'TAKEN') return failed(null, outcome.refused);
  // Made between our look and our call: by an attempt of ours whose answer never came, or by a stranger.
  const found = await findDiscountByCode(client, code);
  return found && isOurs(work, found) ? switchDiscount(work, found) : null;
}

/**
 * The discount was ours, was deleted, and the merchant made the same code again by hand. It goes on as an
 * adopted one: taking another code would cut it off from the orders that it brought.
 */
async function adoptRemade(
  { plan }: Provisioning,
  code: string,
  found: ShopifyDiscount,
): Promise<ObjectFinding> {
  await markCodeAdopted(prisma(), plan.shopId, plan.id, code);
  return live(found.gid);
}

/** An adopted code is only looked at. */
async function settleAdopted({ client, plan }: Provisioning): Promise<ObjectFinding> {
  const { code } = codeOf(plan);
  const found = await findDiscountByCode(client, code);
  if (found) return live(found.gid);
  return failed(objectOf(plan, 'discount').gid, {
    code: 'ADOPTED_CODE_GONE',
    message: `The shop's own code ${code} is gone. Make it again in Shopify, then repair here.`,
  });
}

function takeNextCode(
  { plan }: Provisioning,
  oldCode: string,
  refused: ReadonlySet<string>,
): Promise<string> {
  return inTransaction(async (tx) => {
    await lockNames(tx, plan.shopId, NAMES);
    const settings = await getSettings(tx, plan.shopId);
    const code = await nextCode(tx, plan, settings, refused);
    if (await replaceCode(tx, plan.shopId, plan.id, oldCode, code)) {
      // The page shows the code, and is made from the same plan.
      codeOf(plan).code = code;
      return code;
    }
    throw new AppError('not_found', 'The collaboration lost its code while it was provisioned.');
  });
}
