import type { OrderHead } from '#app/db/order-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { findNamed, getSurveyAttribute, latestCollaboration } from '#app/db/survey-store.server.ts';
import { dayOf } from '#app/domain/day.ts';
import type { Owner } from '#app/domain/owner.ts';
import { surveyAnswers, surveyKeys } from '#app/domain/survey-answer.ts';

/** Ours, which no buyer answers. */
const OUR_ATTRIBUTES = '_tributary_';

/**
 * The influencer whom the buyer named when the shop asked, with her latest collaboration that had begun by the day
 * of the order. Null where the order has no answer, the answer names nobody whom the shop knows, or several.
 */
export async function surveyOwnerOf(
  tx: Statements,
  shop: Pick<ShopRow, 'id' | 'timeZone'>,
  order: Pick<OrderHead, 'attributes' | 'processedAt'>,
): Promise<Owner | null> {
  const written = order.attributes.filter(({ name }) => !name.startsWith(OUR_ATTRIBUTES));
  if (written.length === 0) return null;
  const answers = surveyAnswers(written, await getSurveyAttribute(tx, shop.id));
  let owner: Owner | null = null;
  for (const answer of answers) {
    const named = await namedBy(tx, shop.id, answer);
    if (!named) continue;
    if (named === 'several') return null;
    if (owner && owner.influencerId !== named.influencerId) return null;
    owner ??= named;
  }
  if (!owner || owner.collaborationId !== null) return owner;
  const { influencerId } = owner;
  const day = dayOf(order.processedAt, shop.timeZone);
  const collaborationId = await latestCollaboration(tx, shop.id, influencerId, day);
  return { influencerId, collaborationId };
}

async function namedBy(
  tx: Statements,
  shopId: number,
  answer: string,
): Promise<Owner | 'several' | null> {
  for (const keys of surveyKeys(answer)) {
    const named = await findNamed(tx, shopId, keys);
    if (named) return named;
  }
  return null;
}
