import { Prisma } from '@prisma/client';
import type { UtmName } from '#app/domain/utm-name.ts';
import type { Tx } from './client.server.ts';
import { shownGeneration } from './shown-generation.server.ts';

/** What the orders that carry a trace come to. Net sales in the shop's currency; other currencies are not added. */
type Carried = { orders: number; netMinor: bigint; firstAt: Date; lastAt: Date };

export type StrayCode = Carried & { codeKey: string; code: string };
export type StrayUtm = Carried & {
  source: string;
  /** Empty where the visits had none. */
  medium: string;
  campaign: string;
  /** What most of the visits count as. */
  channel: string;
};

export type StrayQuery = {
  currency: string;
  /** Only orders processed since; null: all. */
  since: Date | null;
  limit: number;
};

function countedOrder(shopId: number, { since }: StrayQuery): Prisma.Sql {
  const recent = since ? Prisma.sql`and o.processed_at >= ${since}` : Prisma.empty;
  return Prisma.sql`o.shop_id = ${shopId} and not o.test and o.cancelled_at is null ${recent}`;
}

type Raw<Row> = Omit<Row, 'netMinor'> & { net: string };

function withNet<Row extends { netMinor: bigint }>(rows: Raw<Row>[]): Row[] {
  return rows.map(({ net, ...row }) => ({ ...row, netMinor: BigInt(net) }) as unknown as Row);
}

/** Codes that were used on orders and belong to no influencer, those that brought most first. */
export async function listStrayCodes(
  tx: Tx,
  shopId: number,
  query: StrayQuery,
  codeKey: string | null = null,
): Promise<StrayCode[]> {
  const one = codeKey === null ? Prisma.empty : Prisma.sql`and d.code_key = ${codeKey}`;
  const rows = await tx.$queryRaw<Raw<StrayCode>[]>`
    select u."codeKey", (array_agg(u.code order by u.at desc))[1] as code, count(*)::int as orders,
      coalesce(sum(a.net_minor) filter (where a.currency = ${query.currency}), 0)::text as net,
      min(u.at) as "firstAt", max(u.at) as "lastAt"
    from (
      select o.order_id, d.code_key as "codeKey", min(d.code) as code, min(o.processed_at) as at
      from order_discount_code d join "order" o on o.shop_id = d.shop_id and o.order_id = d.order_id
      where d.shop_id = ${shopId} and ${countedOrder(shopId, query)} ${one}
        and not exists (select from discount_code k where k.shop_id = d.shop_id and k.code_key = d.code_key)
      group by o.order_id, d.code_key
    ) u left join attributed_order a on a.shop_id = ${shopId}
      and a.generation = ${shownGeneration(shopId)} and a.order_id = u.order_id
    group by u."codeKey"
    order by coalesce(sum(a.net_minor) filter (where a.currency = ${query.currency}), 0) desc, u."codeKey"
    limit ${query.limit}`;
  return withNet<StrayCode>(rows);
}

/** UTM values of visits that belong to no influencer: those that no channel knows first, then by net sales. */
export async function listStrayUtm(
  tx: Tx,
  shopId: number,
  query: StrayQuery,
  name: UtmName | null = null,
): Promise<StrayUtm[]> {
  const key = (column: Prisma.Sql) =>
    Prisma.sql`coalesce(normalize(lower(trim(${column})), NFC), '')`;
  const [source, medium, campaign] = [
    key(Prisma.sql`t.utm_source`),
    key(Prisma.sql`t.utm_medium`),
    key(Prisma.sql`t.utm_campaign`),
  ];
  const one = name
    ? Prisma.sql`and ${source} = ${name.source}
        and (${name.medium}::text is null or ${medium} = ${name.medium})
        and (${name.campaign}::text is null or ${campaign} = ${name.campaign})`
    : Prisma.empty;
  const group = name ? Prisma.sql`1, 2, 3, 4` : Prisma.sql`1, ${source}, ${medium}, ${campaign}`;
  const shown = name
    ? Prisma.sql`${name.source}::text as source, ${name.medium ?? ''}::text as medium,
        ${name.campaign ?? ''}::text as campaign`
    : Prisma.sql`${source} as source, ${medium} as medium, ${campaign} as campaign`;
  const rows = await tx.$queryRaw<Raw<StrayUtm>[]>`
    select u.source, u.medium, u.campaign, mode() within group (order by u.channel) as channel,
      count(*)::int as orders,
      coalesce(sum(a.net_minor) filter (where a.currency = ${query.currency}), 0)::text as net,
      min(u.at) as "firstAt", max(u.at) as "lastAt"
    from (
      select o.order_id, ${shown}, min(t.channel) as channel, min(o.processed_at) as at
      from touchpoint t join "order" o on o.shop_id = t.shop_id and o.order_id = t.order_id
      where t.shop_id = ${shopId} and t.influencer_id is null and t.utm_source is not null
        and ${countedOrder(shopId, query)} ${one}
      group by ${group}
    ) u left join attributed_order a on a.shop_id = ${shopId}
      and a.generation = ${shownGeneration(shopId)} and a.order_id = u.order_id
    group by u.source, u.medium, u.campaign
    order by (mode() within group (order by u.channel) = 'unassigned') desc,
      coalesce(sum(a.net_minor) filter (where a.currency = ${query.currency}), 0) desc, 1, 2, 3
    limit ${query.limit}`;
  return withNet<StrayUtm>(rows);
}

/** Everybody to whom a trace may be given, by name, each with her collaborations, newest first. */
export function listClaimants(tx: Tx, shopId: number) {
  return tx.influencer.findMany({
    where: { shopId, status: { not: 'archived' } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      name: true,
      collaborations: {
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        select: { id: true, campaign: { select: { name: true } } },
      },
    },
  });
}
