import type { Statements } from './statements.server.ts';

/**
 * Runs a large statement by the plan that the connection has kept, inside a transaction: to plan it anew for every
 * value, as the database would, takes longer than to run it. Outside of a transaction it changes nothing.
 */
export async function byKeptPlan<Rows>(tx: Statements, run: () => Promise<Rows>): Promise<Rows> {
  await tx.$queryRaw`select set_config('plan_cache_mode', 'force_generic_plan', true)`;
  const rows = await run();
  await tx.$queryRaw`select set_config('plan_cache_mode', 'auto', true)`;
  return rows;
}
