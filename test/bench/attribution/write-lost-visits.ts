import type pg from 'pg';
import type { Channel } from '#app/domain/channel.ts';
import { OTHER_CHANNELS, type Workload } from './workload.ts';

const BATCH = 20_000;

/** What makes a visit one of its channel. */
const UTM: Readonly<Partial<Record<Channel, string>>> = {
  organic_search: 'utm_source=google&utm_medium=organic',
  email: 'utm_source=news&utm_medium=email',
  paid_social: 'utm_source=facebook&utm_medium=cpc',
  paid_search: 'utm_source=google&utm_medium=cpc',
  organic_social: 'utm_source=instagram&utm_medium=social',
  referral: 'utm_source=blog&utm_medium=referral',
  display: 'utm_source=ads&utm_medium=display',
  affiliates: 'utm_source=partner&utm_medium=affiliate',
  organic_video: 'utm_source=youtube&utm_medium=video',
  sms: 'utm_source=sms&utm_medium=sms',
};

/** Writes the journeys that did not convert as visits that the pixel saw, each journey a browser of its own. */
export async function writeLostVisits(
  client: pg.ClientBase,
  shopId: number,
  { orders, offsets, steps, instants }: Workload,
): Promise<void> {
  const urls = (source: number) => {
    const channel = OTHER_CHANNELS[source];
    if (channel === 'direct') return '/';
    const influencer = `utm_source=influencer-${source - OTHER_CHANNELS.length + 1}&utm_medium=influencer`;
    return `/?${(channel && UTM[channel]) ?? influencer}`;
  };
  const journeys = offsets.length - 1;
  for (let from = orders; from < journeys; from += BATCH) {
    const rows: [number, number, number, string][] = [];
    for (let journey = from; journey < Math.min(journeys, from + BATCH); journey += 1) {
      for (let step = offsets[journey] ?? 0; step < (offsets[journey + 1] ?? 0); step += 1) {
        rows.push([journey, step, instants[step] ?? 0, urls(steps[step] ?? 0)]);
      }
    }
    await client.query(
      `insert into pixel_event (shop_id, event_id, type, occurred_at, visitor_id, url, is_gathered)
       select $1, 'bench-' || step, 'visit', to_timestamp(ms / 1000),
         ('10000000-0000-4000-8000-' || lpad(journey::text, 12, '0'))::uuid, url, true
       from unnest($2::int[], $3::int[], $4::float8[], $5::text[]) as v(journey, step, ms, url)`,
      [shopId, ...[0, 1, 2, 3].map((column) => rows.map((row) => row[column]))],
    );
  }
}
