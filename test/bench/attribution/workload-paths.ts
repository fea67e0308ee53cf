import type { PathTable } from '#app/domain/models/path-table.ts';
import { PathTableBuilder } from '#app/domain/models/path-table-builder.ts';
import { CURRENCIES, netOf, type Workload } from './workload.ts';

const DAY_MS = 86_400_000;

/** All journeys as they are, one path each, as a fit reads them. Worth nothing: currencies do not add up. */
export function allPaths({ sources, steps, offsets, orders }: Workload): PathTable {
  const paths = offsets.length - 1;
  return {
    sources,
    steps,
    offsets,
    conversions: new Float64Array(paths).fill(1, 0, orders),
    values: new Float64Array(paths),
    nulls: new Float64Array(paths).fill(1, orders),
    ages: null,
  };
}

/** The journeys that ended in an order, with their times, by currency; worth the order's net in minor units. */
export function convertingPaths(workload: Workload): Map<string, PathTable> {
  const builders = CURRENCIES.map(() => {
    const builder = new PathTableBuilder({ merge: false });
    for (const name of workload.sources) builder.source(name);
    return builder;
  });
  for (let order = 0; order < workload.orders; order += 1) {
    const [from, to] = [workload.offsets[order] as number, workload.offsets[order + 1] as number];
    const newest = workload.instants[to - 1] as number;
    const ages = workload.instants.subarray(from, to).map((instant) => (newest - instant) / DAY_MS);
    builders[workload.currencies[order] as number]?.add(
      workload.steps.subarray(from, to),
      { conversions: 1, value: netOf(workload, order), nulls: 0 },
      ages,
    );
  }
  return new Map(
    builders.map((builder, place) => [CURRENCIES[place]?.code ?? '', builder.build()]),
  );
}
