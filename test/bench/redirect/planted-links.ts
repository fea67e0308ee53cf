import { onDatabase } from '../bench-database.ts';

/** So many links, each of a running collaboration of a shop of its own that has the app. Returns their slugs. */
export function plantLinks(databaseUrl: string, count: number): Promise<string[]> {
  return onDatabase(databaseUrl, async (client) => {
    await client.query(
      `with shops as (
        insert into shop (domain, primary_url, installed_at, updated_at)
        select 'links-' || n || '.myshopify.com', 'https://links-' || n || '.example', now(), now()
        from generate_series(1, $1::int) as n
        returning id
      ), her as (
        insert into influencer (shop_id, id, name, slug, updated_at)
        select id, gen_random_uuid(), 'Jane Doe', 'jane-doe', now() from shops returning shop_id, id
      ), campaigns as (
        insert into campaign (shop_id, id, name, goal, starts_on, currency, utm_campaign, updated_at)
        select id, gen_random_uuid(), 'Spring', 'sales', '2026-01-01', 'USD', 'spring', now() from shops
        returning shop_id, id
      ), collaborations as (
        insert into collaboration (shop_id, id, influencer_id, campaign_id, status, platform, format, offer, updated_at)
        select her.shop_id, gen_random_uuid(), her.id, campaigns.id, 'active', 'instagram', 'reel', '{}', now()
        from her join campaigns using (shop_id)
        returning shop_id, id
      )
      insert into tracking_link (shop_id, slug, collaboration_id, destination, utm_source, utm_medium, utm_campaign)
      select shop_id, 'bench-' || shop_id, id, '/pages/jane-doe', 'jane-doe', 'influencer', 'spring'
      from collaborations`,
      [count],
    );
    const { rows } = await client.query<{ slug: string }>(
      'select slug from tracking_link order by slug',
    );
    return rows.map(({ slug }) => slug);
  });
}
