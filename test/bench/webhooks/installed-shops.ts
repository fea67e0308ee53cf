import { onDatabase } from '../bench-database.ts';

/** Writes the shops of these domains as installed, each with an offline session that does not end soon. */
export function installShops(databaseUrl: string, domains: readonly string[]): Promise<void> {
  return onDatabase(databaseUrl, async (client) => {
    await client.query(
      `insert into shop (domain, primary_url, installed_at, updated_at)
       select domain, 'https://' || domain, now(), now() from unnest($1::text[]) as domain`,
      [domains],
    );
    await client.query(
      `insert into session (id, shop, state, is_online, scope, expires, access_token, refresh_token, refresh_token_expires)
       select 'offline_' || domain, domain, '', false, 'read_orders', now() + interval '30 days',
         'shpat_bench', 'shprt_bench', now() + interval '60 days'
       from unnest($1::text[]) as domain`,
      [domains],
    );
  });
}
