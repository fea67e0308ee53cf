import type { Device } from '#app/domain/device.ts';
import type { LinkAgent } from '#app/domain/link-agent.ts';
import { type LinkPlan, linkPage } from '#app/domain/link-target.ts';
import { pool } from './client.server.ts';

/** A link as its door needs it: with the shop it belongs to. */
export type DoorLink = {
  readonly shopId: number;
  readonly domain: string;
  readonly primaryUrl: string;
  /** False while the app is not installed: then nothing is recorded in the shop's name. */
  readonly isInstalled: boolean;
  readonly plan: LinkPlan;
};

const FIND = {
  name: 'find-door-link',
  text: `
    select l.shop_id, s.domain, s.primary_url, s.uninstalled_at is null as is_installed, l.slug,
      l.destination, p.handle, o.state::text as page_state,
      l.utm_source, l.utm_medium, l.utm_campaign, l.utm_content, l.utm_term, l.expires_at, l.fallback,
      case when l.applies_code and c.status in ('provisioning', 'active') then (
        select d.code from discount_code d
        where d.shop_id = l.shop_id and d.collaboration_id = l.collaboration_id
        order by d.created_at desc, d.code_key limit 1
      ) end as code
    from tracking_link l
      join shop s on s.id = l.shop_id
      join collaboration c on c.shop_id = l.shop_id and c.id = l.collaboration_id
      left join landing_page p on p.shop_id = l.shop_id and p.collaboration_id = l.collaboration_id
      left join shopify_object o on o.shop_id = l.shop_id and o.collaboration_id = l.collaboration_id
        and o.kind = 'page'
    where l.slug = $1`,
};

type FoundRow = {
  shop_id: number;
  domain: string;
  primary_url: string;
  is_installed: boolean;
  slug: string;
  destination: string;
  handle: string | null;
  page_state: string | null;
  utm_source: string | null;
  utm_medium: string | null;
  utm_campaign: string | null;
  utm_content: string | null;
  utm_term: string | null;
  expires_at: Date | null;
  fallback: string | null;
  code: string | null;
};

/** The link of this slug, of whichever shop: slugs are unique among all, and the app's own domain names no shop. */
export async function findDoorLink(slug: string): Promise<DoorLink | null> {
  const { rows } = await pool().query<FoundRow>({ ...FIND, values: [slug] });
  const row = rows[0];
  if (!row) return null;
  return {
    shopId: row.shop_id,
    domain: row.domain,
    primaryUrl: row.primary_url,
    isInstalled: row.is_installed,
    plan: {
      slug: row.slug,
      destination: row.destination,
      page: linkPage(row.handle, row.page_state),
      utm: {
        source: row.utm_source,
        medium: row.utm_medium,
        campaign: row.utm_campaign,
        content: row.utm_content,
        term: row.utm_term,
      },
      code: row.code,
      expiresAt: row.expires_at,
      fallback: row.fallback,
    },
  };
}

/** One click as a door took it. */
export type NewClick = {
  shopId: number;
  clickId: string;
  slug: string;
  occurredAt: Date;
  agent: LinkAgent;
  door: 'app' | 'proxy';
  destination: string;
  visitorId: string | null;
  referrerHost: string | null;
  device: Device | null;
  inApp: string | null;
  adClick: string | null;
};

const STORE = {
  name: 'store-clicks',
  text: `
    with live as (
      select id from shop where id in (select distinct unnest($1::int[])) for key share
    )
    insert into link_click (shop_id, click_id, slug, occurred_at, agent, door, destination, visitor_id,
      referrer_host, device, in_app, ad_click)
    select c.* from live join unnest($1::int[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
      $8::uuid[], $9::text[], $10::text[], $11::text[], $12::text[])
      as c(shop_id, click_id, slug, occurred_at, agent, door, destination, visitor_id, referrer_host, device, in_app,
        ad_click) on c.shop_id = live.id
    on conflict do nothing`,
};

/**
 * Stores clicks in one commit. One that is there already stays as it is, so a failed write may be repeated. Clicks
 * for a shop that was erased meanwhile are left out.
 */
export async function storeClicks(clicks: readonly NewClick[]): Promise<void> {
  await pool().query({
    ...STORE,
    values: [
      clicks.map(({ shopId }) => shopId),
      clicks.map(({ clickId }) => clickId),
      clicks.map(({ slug }) => slug),
      clicks.map(({ occurredAt }) => occurredAt.toISOString()),
      clicks.map(({ agent }) => agent),
      clicks.map(({ door }) => door),
      clicks.map(({ destination }) => destination),
      clicks.map(({ visitorId }) => visitorId),
      clicks.map(({ referrerHost }) => referrerHost),
      clicks.map(({ device }) => device),
      clicks.map(({ inApp }) => inApp),
      clicks.map(({ adClick }) => adClick),
    ],
  });
}
