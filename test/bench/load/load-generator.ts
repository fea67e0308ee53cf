import { startChild } from '../child-process.ts';
import type { FlatOutResult, LoadAnswer, LoadTask, SteadyResult } from './load-plan.ts';

type TaskOf<Kind extends LoadTask['kind']> = Omit<Extract<LoadTask, { kind: Kind }>, 'kind'>;

/** The load process, as the bench speaks to it: one task at a time. */
export type LoadGenerator = {
  /** Makes the requests of one series; those of an earlier one are forgotten. Returns their mean size. */
  prepare(task: TaskOf<'prepare'>): Promise<{ meanBytes: number }>;
  /** The same with what pixels post. */
  prepareBatches(task: TaskOf<'prepare-batches'>): Promise<{ meanBytes: number }>;
  /** The same with clicks on links. */
  prepareClicks(task: TaskOf<'prepare-clicks'>): Promise<{ meanBytes: number }>;
  flatOut(task: TaskOf<'flat-out'>): Promise<FlatOutResult>;
  steady(task: TaskOf<'steady'>): Promise<SteadyResult>;
  stop(): Promise<void>;
};

export async function startLoadGenerator(): Promise<LoadGenerator> {
  const child = await startChild(new URL('./load-process.ts', import.meta.url));
  const ask = async <Kind extends LoadTask['kind']>(task: Extract<LoadTask, { kind: Kind }>) => {
    const answered = child.message();
    child.process.send(task);
    const answer = (await answered) as LoadAnswer;
    if (answer.kind === 'failed') throw new Error(`The load failed: ${answer.message}`);
    return answer as Extract<LoadAnswer, { kind: Kind }>;
  };
  return {
    prepare: (task) => ask<'prepare'>({ kind: 'prepare', ...task }),
    prepareBatches: (task) => ask<'prepare-batches'>({ kind: 'prepare-batches', ...task }),
    prepareClicks: (task) => ask<'prepare-clicks'>({ kind: 'prepare-clicks', ...task }),
    flatOut: (task) => ask<'flat-out'>({ kind: 'flat-out', ...task }),
    steady: (task) => ask<'steady'>({ kind: 'steady', ...task }),
    stop: child.stop,
  };
}
