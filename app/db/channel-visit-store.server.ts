import type { Tx } from './client.server.ts';

/** A visit of nobody's, as channel rules see it, and what of its order tells more. */
export type StoredVisit = {
  orderId: bigint;
  channel: string;
  utmSource: string | null;
  utmMedium: string | null;
  utmCampaign: string | null;
  utmContent: string | null;
  utmTerm: string | null;
  referrerHost: string | null;
  landingPath: string | null;
  landingSite: string | null;
};

/** Visits on the way to the latest orders since then, of those that belong to no influencer. Newest orders first. */
export function latestVisits(
  tx: Tx,
  shopId: number,
  since: Date,
  orders: number,
): Promise<StoredVisit[]> {
  return tx.$queryRaw`
    with o as materialized (
      select order_id, landing_site from "order"
      where shop_id = ${shopId} and processed_at >= ${since} and not test and cancelled_at is null
      order by processed_at desc limit ${orders}
    )
    select o.order_id as "orderId", t.channel, t.utm_source as "utmSource", t.utm_medium as "utmMedium",
      t.utm_campaign as "utmCampaign", t.utm_content as "utmContent", t.utm_term as "utmTerm",
      t.referrer_host as "referrerHost", t.landing_path as "landingPath", o.landing_site as "landingSite"
    from o join touchpoint t on t.shop_id = ${shopId} and t.order_id = o.order_id
    where t.influencer_id is null and t.kind in ('landing', 'link_click')`;
}
