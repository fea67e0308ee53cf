import type { BenchDatabase } from './bench-database.ts';
import type { Machine } from './machine.ts';
import type { Report } from './report.ts';

/** What a bench is given to work with. */
export type BenchContext = {
  rounds: number;
  database: BenchDatabase;
  machine: Machine;
  /** Runs when the bench is over, however it ended; the last given first. */
  defer(undo: () => Promise<void>): void;
  /** A line for whoever waits. */
  say(line: string): void;
};

export type Bench = {
  about: string;
  /** A run that takes longer than this is broken off: it hangs. */
  limitSeconds: number;
  run(context: BenchContext): Promise<Report>;
};
