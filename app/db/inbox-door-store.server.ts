import { pool, prisma } from './client.server.ts';
import { addJob, type NewJob } from './job-store.server.ts';

/** One delivery as a door took it. `triggeredAt` is an ISO instant or null. */
export type NewMessage = {
  shopId: number;
  webhookId: string;
  topic: string;
  eventId: string | null;
  apiVersion: string;
  triggeredAt: string | null;
  body: Buffer;
};

/** All bodies travel as one binary value and are cut apart there: an array of them would go as hexadecimal text. */
const STORE = {
  name: 'store-messages',
  text: `
    with live as (
      select id from shop where id = any($1::int[]) for key share
    ), fresh as (
      insert into inbox_message (shop_id, webhook_id, topic, event_id, api_version, triggered_at, body)
      select m.shop_id, m.webhook_id, m.topic, m.event_id, m.api_version, m.triggered_at,
        substring($9::bytea from m.start for m.size)
      from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::int[], $8::int[])
        as m(shop_id, webhook_id, topic, event_id, api_version, triggered_at, start, size)
      join live on live.id = m.shop_id
      on conflict do nothing
      returning shop_id
    ), specs as (
      select array_agg((j.task, j.payload, j.queue, null, j.max_attempts, j.key, null, null)::graphile_worker.job_spec
        order by j.shop_id) as specs
      from unnest($10::int[], $11::text[], $12::json[], $13::text[], $14::text[], $15::int[])
        as j(shop_id, task, payload, queue, key, max_attempts)
      where exists (select from fresh where fresh.shop_id = j.shop_id)
      having count(*) > 0
    ), jobs as (
      select added.key from specs, graphile_worker.add_jobs(specs.specs, job_key_preserve_run_at => true) as added
    )
    select coalesce((select array_agg(id) from live), '{}') as live, array(
      select j.shop_id from unnest($10::int[], $14::text[]) as j(shop_id, key)
      where exists (select from fresh where fresh.shop_id = j.shop_id) and j.key not in (select key from jobs)
    ) as jobless`,
};

/**
 * Stores deliveries and, for every shop that has a new one, its job; all in one commit. A delivery that is
 * there already stays as it is. `jobs` by shop id. Returns the ids of the shops that exist: deliveries for
 * any other were not stored.
 */
export async function storeMessages(
  messages: readonly NewMessage[],
  jobs: ReadonlyMap<number, NewJob>,
): Promise<ReadonlySet<number>> {
  // Sorted, so that two processes that store the same deliveries never wait for each other in a circle.
  const sorted = [...messages].sort(
    (a, b) => a.shopId - b.shopId || (a.webhookId < b.webhookId ? -1 : 1),
  );
  const starts: number[] = [];
  let start = 1;
  for (const { body } of sorted) {
    starts.push(start);
    start += body.length;
  }
  const sortedJobs = [...jobs].sort(([a], [b]) => a - b);
  const { rows } = await pool().query<{ live: number[]; jobless: number[] }>({
    ...STORE,
    values: [
      sorted.map((message) => message.shopId),
      sorted.map((message) => message.webhookId),
      sorted.map((message) => message.topic),
      sorted.map((message) => message.eventId),
      sorted.map((message) => message.apiVersion),
      sorted.map((message) => message.triggeredAt),
      starts,
      sorted.map((message) => message.body.length),
      sorted.length === 1 ? sorted[0]?.body : Buffer.concat(sorted.map(({ body }) => body)),
      sortedJobs.map(([shopId]) => shopId),
      sortedJobs.map(([, job]) => job.task),
      sortedJobs.map(([, job]) => JSON.stringify(job.payload)),
      sortedJobs.map(([, job]) => job.queue),
      sortedJobs.map(([, job]) => job.key),
      sortedJobs.map(([, job]) => job.maxAttempts),
    ],
  });
  // A worker took the waiting job at that very moment, and may have looked before the message was there. Should
  // this process end here, the look for waiting shops finds the message.
  for (const shopId of rows[0]?.jobless ?? []) {
    const job = jobs.get(shopId);
    if (job) await addJob(prisma(), job);
  }
  return new Set(rows[0]?.live);
}

/** Whether a failed write was refused for what it said (too long, not a text), not because the database is away. */
export function isDataError(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return typeof code === 'string' && /^(22|23|54)[0-9A-Z]{3}$/.test(code);
}
