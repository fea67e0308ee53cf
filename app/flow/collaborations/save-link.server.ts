/**
 * Draft → where a collaboration's link leads, and the job that looks whether there is anything. Idempotent by its
 * nature. Holds: it leads to the shop's own pages only; every link handed out so far follows within seconds.
 */
import { inTransaction } from '#app/db/client.server.ts';
import { replaceLink } from '#app/db/link-store.server.ts';
import { getShop } from '#app/db/shop-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { checkDraft, checkId, notFound } from '#app/domain/check-draft.ts';
import { addDays, startOfDay } from '#app/domain/day.ts';
import { type LinkDraft, linkDraftSchema } from '#app/domain/link-draft.ts';
import { type Storefront, storefrontOf, storefrontPath } from '#app/domain/storefront-path.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** @throws AppError invalid_input (details.field), not_found */
export async function saveLink(
  shopId: number,
  collaborationId: string,
  draft: LinkDraft,
): Promise<void> {
  const { destination, fallback, lastDay, appliesCode } = checkDraft(linkDraftSchema, draft);
  const known = checkId(collaborationId, 'The collaboration');
  await inTransaction(async (tx) => {
    const shop = await getShop(tx, shopId);
    const storefront = storefrontOf(shop);
    const wish = {
      destination: pathOf(destination, storefront, 'destination'),
      appliesCode,
      expiresAt: lastDay === null ? null : startOfDay(addDays(lastDay, 1), shop.timeZone),
      fallback: fallback === null ? null : pathOf(fallback, storefront, 'fallback'),
    };
    if (!(await replaceLink(tx, shopId, known, wish))) throw notFound('The link');
    await enqueue(tx, 'check-links', { shopId });
  });
}

function pathOf(address: string, storefront: Storefront, field: string): string {
  const path = storefrontPath(address, storefront);
  const refused = (message: string) =>
    new AppError('invalid_input', message, { details: { field } });
  if (path === null) {
    throw refused(
      `Enter a page of your own shop: a path such as /products/serum, or an address on ${storefront.hosts.join(' or ')}.`,
    );
  }
  if (/^\/discount(?:\/|$)/i.test(path)) {
    throw refused(
      'Enter the page itself. That the code is applied on the way has a switch of its own.',
    );
  }
  return path;
}
