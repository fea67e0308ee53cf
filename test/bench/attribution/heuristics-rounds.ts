import type pg from 'pg';
import { heuristicTotals } from '#app/domain/models/heuristic-totals.ts';
import { HEURISTIC_MODELS, type HeuristicModel } from '#app/domain/models/model-settings.ts';
import type { PathTable } from '#app/domain/models/path-table.ts';
import { msOf, msOfAsync } from './stopwatch.ts';
import type { Workload } from './workload.ts';
import { convertingPaths } from './workload-paths.ts';

const RUNS = 5;
const SQL_RUNS = 3;

/** Linear credit by currency and source, and nothing else: touchpoints and what their orders were worth. */
const LINEAR = `
  select currency, source, sum(part) as value from (
    select o.currency, coalesce(t.influencer_id::text, t.channel) as source,
      o.net_minor::float8 / count(*) over (partition by t.order_id) as part
    from touchpoint t
    join attributed_order o on o.shop_id = t.shop_id and o.order_id = t.order_id and o.generation = 0
    where t.shop_id = $1
  ) parts group by currency, source`;

/** By round, how many times as fast as SQL; milliseconds of all six models in memory, and of one in SQL. */
export type HeuristicsRounds = { ratios: number[]; memoryMs: number[]; sqlMs: number[] };

/**
 * All six heuristic models over the orders of W(n) in memory, by currency and source, against the linear one alone as
 * a query over the same journeys, which must have been attributed. @throws Error where both do not say the same
 */
export async function heuristicsRounds(
  client: pg.Client,
  shopId: number,
  workload: Workload,
  rounds: number,
): Promise<HeuristicsRounds> {
  const tables = convertingPaths(workload);
  const inMemory = () => HEURISTIC_MODELS.map((model) => totalsOf(model, tables));
  const inSql = () => client.query<LinearRow>(LINEAR, [shopId]);
  refuseDifference((await inSql()).rows, totalsOf('linear', tables), tables);
  const found: HeuristicsRounds = { ratios: [], memoryMs: [], sqlMs: [] };
  msOf(inMemory, 3);
  for (let round = 0; round < rounds; round += 1) {
    const sqlMs = await msOfAsync(inSql, SQL_RUNS);
    const memoryMs = msOf(inMemory, RUNS);
    found.ratios.push(sqlMs / memoryMs);
    found.memoryMs.push(memoryMs);
    found.sqlMs.push(sqlMs);
  }
  return found;
}

type LinearRow = { currency: string; source: string; value: number };

function totalsOf(model: HeuristicModel, tables: ReadonlyMap<string, PathTable>) {
  return new Map(
    [...tables].map(([currency, table]) => [
      currency,
      heuristicTotals(model, table, (source) => source === 'direct')?.values,
    ]),
  );
}

function refuseDifference(
  rows: readonly LinearRow[],
  totals: ReadonlyMap<string, Float64Array | undefined>,
  tables: ReadonlyMap<string, PathTable>,
): void {
  if (rows.length === 0) throw new Error('no order was attributed');
  for (const { currency, source, value } of rows) {
    const place = tables.get(currency)?.sources.indexOf(source) ?? -1;
    const ours = totals.get(currency)?.[place] ?? Number.NaN;
    if (!(Math.abs(ours - value) <= 1e-6 * Math.max(1, value))) {
      throw new Error(`linear credit of ${source} is ${ours} in memory, ${value} in SQL`);
    }
  }
}
