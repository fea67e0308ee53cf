import { normaliseCode } from '#app/domain/code-template.ts';
import type { Tx } from './client.server.ts';

export type NewCode = { collaborationId: string; code: string; adopted: boolean };

/** Claims codes. Breaks a unique key when one of them belongs to a collaboration of the shop already. */
export async function insertCodes(
  tx: Tx,
  shopId: number,
  codes: readonly NewCode[],
): Promise<void> {
  await tx.discountCode.createMany({
    data: codes.map((code) => ({ shopId, codeKey: normaliseCode(code.code), ...code })),
  });
}

/** The keys in use that begin with one of these (upper case). */
export async function codeKeysLike(
  tx: Tx,
  shopId: number,
  beginnings: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ code_key: string }[]>`
    select code_key from discount_code
    where shop_id = ${shopId} and exists (
      select 1 from unnest(${[...beginnings]}::text[]) as b (text) where starts_with(code_key, b.text))`;
  return new Set(rows.map((row) => row.code_key));
}

/**
 * Gives a collaboration another code in place of one that turned out to be somebody else's. False when it
 * does not own `oldCode` (any more).
 */
export async function replaceCode(
  tx: Tx,
  shopId: number,
  collaborationId: string,
  oldCode: string,
  newCode: string,
): Promise<boolean> {
  const { count } = await tx.discountCode.updateMany({
    where: { shopId, collaborationId, codeKey: normaliseCode(oldCode) },
    data: { codeKey: normaliseCode(newCode), code: newCode },
  });
  return count > 0;
}

/** Records that the shop made this code itself: from now on we neither switch nor change it. */
export async function markCodeAdopted(
  tx: Tx,
  shopId: number,
  collaborationId: string,
  code: string,
): Promise<void> {
  await tx.discountCode.updateMany({
    where: { shopId, collaborationId, codeKey: normaliseCode(code) },
    data: { adopted: true },
  });
}

/**
 * Gives a collaboration a code that orders carry and nobody owned. It counts as older than the collaboration, which
 * goes on handing out its own. Breaks a unique key when the code is somebody's.
 */
export async function insertClaimedCode(
  tx: Tx,
  shopId: number,
  collaborationId: string,
  code: string,
): Promise<void> {
  await tx.$executeRaw`
    insert into discount_code (shop_id, code_key, collaboration_id, code, adopted, created_at)
    select shop_id, ${normaliseCode(code)}::text, id, ${code}::text, true, created_at - interval '1 second'
    from collaboration where shop_id = ${shopId}::int and id = ${collaborationId}::uuid`;
}
