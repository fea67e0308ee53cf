/**
 * Draft → influencer with her platforms. Idempotent by id; a new one is unique by name and e-mail.
 * Holds: the slug never changes once given, since links and pages carry it.
 */
import { v7 as newId } from 'uuid';
import { inTransaction, type Tx } from '#app/db/client.server.ts';
import {
  findInfluencer,
  insertInfluencers,
  replaceInfluencer,
  slugsLike,
} from '#app/db/influencer-store.server.ts';
import { lockNames } from '#app/db/shop-lock.server.ts';
import { orConflict } from '#app/db/unique-violation.server.ts';
import { checkDraft, checkId, notFound } from '#app/domain/check-draft.ts';
import { type InfluencerDraft, influencerDraftSchema } from '#app/domain/influencer-draft.ts';
import { slugFor } from '#app/domain/influencer-slug.ts';
import { refreshPagesOf } from '#app/flow/collaborations/refresh-pages.server.ts';

/**
 * Creates an influencer, or replaces the one with `id`.
 * @throws AppError invalid_input (details.field), conflict (name and e-mail taken), not_found
 */
export async function saveInfluencer(
  shopId: number,
  draft: InfluencerDraft,
  id?: string,
): Promise<{ id: string }> {
  const checked = checkDraft(influencerDraftSchema, draft);
  const write = id === undefined ? create(shopId, checked) : replace(shopId, checked, id);
  const message = checked.email
    ? `There is already an influencer called ${checked.name} with this e-mail address.`
    : `There is already an influencer called ${checked.name}. Add an e-mail address to tell them apart.`;
  return orConflict(() => inTransaction(write), message, 'name');
}

function create(shopId: number, draft: InfluencerDraft) {
  return async (tx: Tx) => {
    await lockNames(tx, shopId, 'influencer');
    const taken = await slugsLike(tx, shopId, [slugFor(draft.name, new Set())]);
    const id = newId();
    await insertInfluencers(tx, shopId, [{ id, slug: slugFor(draft.name, taken), draft }]);
    return { id };
  };
}

function replace(shopId: number, draft: InfluencerDraft, id: string) {
  return async (tx: Tx) => {
    const known = checkId(id, 'The influencer');
    const before = await findInfluencer(tx, shopId, known);
    if (!(await replaceInfluencer(tx, shopId, known, draft))) throw notFound('The influencer');
    const isShownAnew =
      before?.name !== draft.name || before.pictureUrl !== (draft.pictureUrl ?? null);
    if (isShownAnew) await refreshPagesOf(tx, shopId, known);
    return { id: known };
  };
}
