import type { Tx } from './client.server.ts';

export type NewPage = { collaborationId: string; handle: string };

/** Claims handles. Breaks a unique key when one of them is in use in the shop. */
export async function insertPages(
  tx: Tx,
  shopId: number,
  pages: readonly NewPage[],
): Promise<void> {
  await tx.landingPage.createMany({ data: pages.map((page) => ({ shopId, ...page })) });
}

/** The handles in use that begin with one of these. */
export async function handlesLike(
  tx: Tx,
  shopId: number,
  beginnings: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ handle: string }[]>`
    select handle from landing_page
    where shop_id = ${shopId} and exists (
      select 1 from unnest(${[...beginnings]}::text[]) as b (text) where starts_with(handle, b.text))`;
  return new Set(rows.map(({ handle }) => handle));
}

/** False when the shop has no landing page of this collaboration. */
export async function setHandle(
  tx: Tx,
  shopId: number,
  collaborationId: string,
  handle: string,
): Promise<boolean> {
  const { count } = await tx.landingPage.updateMany({
    where: { shopId, collaborationId },
    data: { handle },
  });
  return count > 0;
}
