import { type LinkWay, linkPage } from '#app/domain/link-target.ts';
import type { Tx } from './client.server.ts';

/** ok: the page is there. broken: followers do not get there. null: it could not be seen. */
export type LinkHealth = 'ok' | 'broken' | null;

export type LinkToCheck = LinkWay & { readonly slug: string };

/** The links whose code and page are made, also of collaborations that have ended: followers still come. */
export async function listLinksToCheck(tx: Tx, shopId: number): Promise<LinkToCheck[]> {
  const rows = await tx.trackingLink.findMany({
    where: { shopId, collaboration: { status: { not: 'provisioning' } } },
    include: {
      collaboration: {
        select: { page: true, objects: { where: { kind: 'page' }, select: { state: true } } },
      },
    },
    orderBy: { slug: 'asc' },
  });
  return rows.map(({ slug, destination, expiresAt, fallback, collaboration }) => ({
    slug,
    destination,
    expiresAt,
    fallback,
    page: linkPage(collaboration.page?.handle ?? null, collaboration.objects[0]?.state ?? null),
  }));
}

/** Records what was found behind links. One that leads elsewhere by now is left for the next look. */
export async function recordHealth(
  tx: Tx,
  shopId: number,
  links: readonly Pick<LinkToCheck, 'slug' | 'destination'>[],
  found: { health: LinkHealth; note: string | null; at: Date },
): Promise<void> {
  for (const { slug, destination } of links) {
    await tx.trackingLink.updateMany({
      where: { shopId, slug, destination },
      data: { health: found.health, healthNote: found.note, healthCheckedAt: found.at },
    });
  }
}

/** The shops that have the app, and a link at which nobody has looked since `before`. */
export async function shopsWithUncheckedLinks(tx: Tx, before: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    select id from shop s where installed_at is not null and uninstalled_at is null and exists (
      select from tracking_link l
        join collaboration c on c.shop_id = l.shop_id and c.id = l.collaboration_id
      where l.shop_id = s.id and c.status <> 'provisioning'
        and (l.health_checked_at is null or l.health_checked_at < ${before})
    ) order by id`;
  return rows.map(({ id }) => id);
}
