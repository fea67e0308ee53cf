import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createAdminClient, MAX_ATTEMPTS } from '#app/shopify/outbound/admin-client.ts';

const query = {
  name: 'name',
  document: '#graphql query { shop { name } }',
  result: z.object({ shop: z.object({ name: z.string() }) }),
};
const mutation = { ...query, document: '#graphql\n mutation { shop { name } }' };
const ok = () => Response.json({ data: { shop: { name: 'Glowy' } } });

/** Shopify leaves `data` out here. */
const throttled = (requestedQueryCost: number, currentlyAvailable: number) => () =>
  Response.json({
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: {
      cost: {
        requestedQueryCost,
        actualQueryCost: null,
        throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 },
      },
    },
  });
const broken = () => {
  throw new TypeError('fetch failed');
};

function clientOf(...answers: (() => Response)[]) {
  const waits: number[] = [];
  let sent = 0;
  const client = createAdminClient(
    async () => {
      sent += 1;
      return (answers[sent - 1] ?? answers.at(-1) ?? ok)();
    },
    async (ms) => void waits.push(ms),
  );
  return { client, waits, sent: () => sent };
}

describe.each([
  ['a query', query],
  ['a mutation', mutation],
])('%s', (_, operation) => {
  it('waits just as long as the bucket needs when it is throttled', async () => {
    const { client, waits } = clientOf(throttled(300, 50), throttled(300, 290), ok);
    expect(await client.run(operation)).toEqual({ shop: { name: 'Glowy' } });
    expect(waits).toEqual([2500, 100]);
  });

  it('waits as long as Retry-After says', async () => {
    const busy = () => new Response('', { status: 429, headers: { 'retry-after': '2.0' } });
    const { client, waits } = clientOf(busy, ok);
    await client.run(operation);
    expect(waits).toEqual([2000]);
  });

  it('tries again after a 503, but not for ever', async () => {
    const { client, sent } = clientOf(() => new Response('', { status: 503 }));
    await expect(client.run(operation)).rejects.toMatchObject({
      code: 'shopify_unavailable',
      details: { mayHaveRun: false },
    });
    expect(sent()).toBe(MAX_ATTEMPTS);
  });

  it('is over at once when access is refused', async () => {
    const denied = () =>
      Response.json({ errors: [{ message: 'no', extensions: { code: 'ACCESS_DENIED' } }] });
    await expect(clientOf(denied).client.run(operation)).rejects.toMatchObject({
      code: 'shopify_access_denied',
    });
    const { client, sent } = clientOf(() => Response.json({ errors: 'bad' }, { status: 401 }));
    await expect(client.run(operation)).rejects.toMatchObject({ code: 'shopify_access_denied' });
    expect(sent()).toBe(1);
  });

  it('refuses an answer of another shape', async () => {
    await expect(
      clientOf(() => Response.json({ data: { shop: null } })).client.run(operation),
    ).rejects.toMatchObject({ code: 'shopify_rejected' });
  });
});

it('sends a query again when the connection breaks, and a mutation never', async () => {
  expect(await clientOf(broken, ok).client.run(query)).toEqual({ shop: { name: 'Glowy' } });
  const { client, sent } = clientOf(broken, ok);
  await expect(client.run(mutation)).rejects.toMatchObject({
    code: 'shopify_unavailable',
    details: { mayHaveRun: true },
  });
  expect(sent()).toBe(1);
});
