import { mayJoin, type PixelEvent } from '#app/domain/pixel-batch.ts';
import { pool, prisma } from './client.server.ts';
import { addJob, type NewJob } from './job-store.server.ts';

/** Events of one shop that go together. */
export type NewPixelEvents = { shopId: number; events: readonly PixelEvent[] };

/** All events travel as one JSON text and are read there. */
const STORE = {
  name: 'store-pixel-events',
  text: `
    with live as (
      select id from shop where id = any($1::int[]) and installed_at is not null and uninstalled_at is null
      for key share
    ), fresh as (
      insert into pixel_event (shop_id, event_id, type, occurred_at, received_at, visitor_id, url, referrer,
        product_id, checkout_token, order_id, codes, is_gathered)
      select e."shopId", e."eventId", e.type, e."occurredAt", e."receivedAt", e."visitorId", e.url, e.referrer,
        e."productId", e."checkoutToken", e."orderId", e.codes, e."isGathered"
      from json_to_recordset($2::json) as e("shopId" int, "eventId" text, type text, "occurredAt" timestamptz,
        "receivedAt" timestamptz, "visitorId" uuid, url text, referrer text, "productId" bigint,
        "checkoutToken" text, "orderId" bigint, codes text[], "isGathered" boolean)
      join live on live.id = e."shopId"
      on conflict do nothing
      returning shop_id, is_gathered
    ), specs as (
      select array_agg((j.task, j.payload, j.queue, null, j.max_attempts, j.key, null, null)::graphile_worker.job_spec
        order by j.shop_id) as specs
      from unnest($3::int[], $4::text[], $5::json[], $6::text[], $7::text[], $8::int[])
        as j(shop_id, task, payload, queue, key, max_attempts)
      where exists (select from fresh where fresh.shop_id = j.shop_id and not fresh.is_gathered)
      having count(*) > 0
    ), jobs as (
      select added.key from specs, graphile_worker.add_jobs(specs.specs, job_key_preserve_run_at => true) as added
    )
    select coalesce((select array_agg(id) from live), '{}') as live, array(
      select j.shop_id from unnest($3::int[], $7::text[]) as j(shop_id, key)
      where exists (select from fresh where fresh.shop_id = j.shop_id and not fresh.is_gathered)
        and j.key not in (select key from jobs)
    ) as jobless`,
};

/**
 * Stores what pixels told and, for every shop with a new event that may join something, its job; all in one commit.
 * An event that is there already stays as it is. `jobs` by shop id. Returns the ids of the shops that have the app:
 * nothing was stored for any other.
 */
export async function storePixelEvents(
  told: readonly NewPixelEvents[],
  jobs: ReadonlyMap<number, NewJob>,
): Promise<ReadonlySet<number>> {
  const rows = told.flatMap(({ shopId, events }) =>
    events.map((event) => ({ shopId, ...event, isGathered: !mayJoin(event) })),
  );
  // Sorted, so that two processes that store the same events never wait for each other in a circle.
  rows.sort((a, b) => a.shopId - b.shopId || (a.eventId < b.eventId ? -1 : 1));
  const sortedJobs = [...jobs].sort(([a], [b]) => a - b);
  const { rows: answers } = await pool().query<{ live: number[]; jobless: number[] }>({
    ...STORE,
    values: [
      [...new Set(told.map(({ shopId }) => shopId))],
      JSON.stringify(rows),
      sortedJobs.map(([shopId]) => shopId),
      sortedJobs.map(([, job]) => job.task),
      sortedJobs.map(([, job]) => JSON.stringify(job.payload)),
      sortedJobs.map(([, job]) => job.queue),
      sortedJobs.map(([, job]) => job.key),
      sortedJobs.map(([, job]) => job.maxAttempts),
    ],
  });
  // A worker took the waiting job at that very moment, and may have looked before the events were there. Should
  // this process end here, the look for waiting shops finds them.
  for (const shopId of answers[0]?.jobless ?? []) {
    const job = jobs.get(shopId);
    if (job) await addJob(prisma(), job);
  }
  return new Set(answers[0]?.live);
}
