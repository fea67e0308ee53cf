import { courierOf } from '#test/standin/webhooks/courier.ts';
import { eventually } from './eventually.ts';
import type { OpenHouse } from './open-house.ts';
import type { ShopStory } from './shop-story.ts';

/** For shops whose merchant cannot look: until nothing of theirs waits in the inbox. */
export async function taken(open: OpenHouse, story: ShopStory): Promise<void> {
  await courierOf(story.world).settled();
  await eventually(
    () =>
      open.stored(
        `select webhook_id, topic, attempts from inbox_message join shop on shop.id = shop_id
         where domain = $1 and status = 'pending'`,
        [story.shop.domain],
      ),
    (rows) => rows.length === 0,
    { what: 'the inbox to be read' },
  );
}

/** What is written down of a shop, undefined when nothing is. */
export async function shopRow(open: OpenHouse, story: ShopStory) {
  const [row] = await open.stored<{ id: number; uninstalled_at: Date | null; scopes: string }>(
    'select id, uninstalled_at, scopes from shop where domain = $1',
    [story.shop.domain],
  );
  return row;
}

/** Tables, the queue's too, that hold `text` somewhere in what they store of any shop. */
export async function tablesWith(open: OpenHouse, text: string): Promise<string[]> {
  const tables = await open.stored<{ place: string; bytes: string[] }>(
    `select format('%I.%I', table_schema, table_name) as place,
       array_agg(column_name::text) filter (where data_type = 'bytea') as bytes
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker') group by 1`,
  );
  const looks = tables.map(({ place, bytes }) => {
    const texts = ['t::text', ...(bytes ?? []).map((name) => `encode(t."${name}", 'escape')`)];
    const holds = texts.map((one) => `position(lower($1) in lower(${one})) > 0`).join(' or ');
    return `select '${place}' as place where exists (select from ${place} t where ${holds})`;
  });
  const rows = await open.stored<{ place: string }>(looks.join(' union all '), [text]);
  return rows.map(({ place }) => place).sort();
}
