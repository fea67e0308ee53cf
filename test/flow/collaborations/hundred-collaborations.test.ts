import { Logger, runOnce } from 'graphile-worker';
import { expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import { isAppError } from '#app/domain/app-error.ts';
import { provisionCollaboration } from '#app/flow/collaborations/provision-collaboration.server.ts';
import { startCollaborations } from '#app/flow/collaborations/start-collaborations.server.ts';
import { importInfluencers } from '#app/flow/influencers/import-influencers.server.ts';
import { environment } from '#app/platform/environment.server.ts';
import { JOBS } from '#app/queue/jobs.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { addCampaign, codesIn, localShopify, openShop, TEN_PERCENT } from './open-shop.ts';

freshDatabase();
localShopify();

const HOW_MANY = 100;

/**
 * Runs the waiting jobs; those that fail are run again without their pause. One round stops early, where a job
 * of the same queue has just ended.
 */
async function work(): Promise<number> {
  let failures = 0;
  const handler = async (payload: unknown) => {
    const { shopId, collaborationId } = JOBS['provision-collaboration'].payload.parse(payload);
    try {
      await provisionCollaboration(shopId, collaborationId);
    } catch (error) {
      if (!isAppError(error) || error.disposition !== 'retry') throw error;
      failures += 1;
      throw error;
    }
  };
  const quiet = () => () => undefined;
  for (let round = 0; round < 300; round += 1) {
    await pool().query('update graphile_worker._private_jobs set run_at = now()');
    await runOnce({
      connectionString: environment().DATABASE_URL,
      taskList: { 'provision-collaboration': handler },
      logger: new Logger(quiet),
      concurrency: 1,
      noHandleSignals: true,
    });
    const { rows } = await pool().query<{ waiting: number }>(
      'select count(*)::int as waiting from graphile_worker.jobs',
    );
    if (rows[0]?.waiting === 0) break;
  }
  return failures;
}

it('makes a hundred collaborations with a small bucket and broken connections', async () => {
  const { shopId, shop } = await openShop({ plan: 'plus' });
  const lines = Array.from({ length: HOW_MANY }, (_, place) => `Jane Person${place},jane${place}`);
  const csv = ['name,instagram_handle', ...lines].join('\n');
  expect(await importInfluencers(shopId, csv)).toEqual({ created: HOW_MANY, updated: 0 });
  const people = await prisma().influencer.findMany({ where: { shopId }, select: { id: true } });
  const { ids } = await startCollaborations(shopId, await addCampaign(shopId), {
    influencerIds: people.map(({ id }) => id),
    platform: 'instagram',
    format: 'story',
    offer: TEN_PERCENT,
    welcomeText: null,
    featuredProductIds: [],
  });
  expect(ids).toHaveLength(HOW_MANY);

  shop.bucket = { available: 150, at: Date.now() };
  shop.misbehaviour.throttle = 10;
  shop.misbehaviour.breakAfterMutation = 4;
  const failures = await work();
  expect(failures).toBeGreaterThanOrEqual(4);

  const done = await prisma().collaboration.count({ where: { shopId, status: 'active' } });
  expect(done).toBe(HOW_MANY);
  expect([shop.discounts.size, shop.pages.size, shop.redirects.size]).toEqual(
    Array.from({ length: 3 }, () => HOW_MANY),
  );
  const owned = await prisma().discountCode.findMany({ where: { shopId } });
  expect(codesIn(shop).sort()).toEqual(owned.map(({ code }) => code).sort());
  const tags = [...shop.discounts.values()].map((discount) => discount.tags[0]);
  expect(new Set(tags).size).toBe(HOW_MANY);
}, 60_000);
