import type { EmbedState } from '#app/domain/storefront-state.ts';
import type { Tx } from './client.server.ts';

/** Records a look at the storefront. `note` says why nothing is known, or what was seen. */
export async function recordEmbed(
  tx: Tx,
  shopId: number,
  seen: { state: EmbedState; note: string; at: Date },
): Promise<void> {
  const data = { embedState: seen.state, embedNote: seen.note, embedCheckedAt: seen.at };
  await tx.storefrontStatus.upsert({
    where: { shopId },
    create: { shopId, ...data },
    update: data,
  });
}

/** Installed shops whose storefront nobody has looked at since `before`. */
export async function shopsToLookAt(tx: Tx, before: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    select s.id from shop s left join storefront_status f on f.shop_id = s.id
    where s.installed_at is not null and s.uninstalled_at is null
      and (f.embed_checked_at is null or f.embed_checked_at < ${before})
    order by s.id`;
  return rows.map(({ id }) => id);
}
