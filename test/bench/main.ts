import { parseArgs } from 'node:util';
import { ensureBuild } from '#test/house/build.ts';
import { type BenchDatabase, startBenchDatabase } from './bench-database.ts';
import { BENCHES } from './benches.ts';
import { describeMachine } from './machine.ts';
import type { Report } from './report.ts';
import { reportTable } from './report-table.ts';

/**
 * `npm run bench -- <name> [--json] [--rounds n]`. Ends with 0 when it measured, whatever it measured, and with 1
 * when it could not. Only the report goes to standard output.
 */
const USAGE = 'npm run bench -- <name> [--json] [--rounds <at least 3>]';

const undo: (() => Promise<void>)[] = [];

async function undoAll(): Promise<void> {
  for (let next = undo.pop(); next; next = undo.pop()) {
    await next().catch((error: unknown) => console.error('While clearing up:', error));
  }
}

let ending: Promise<never> | undefined;

/** Clears up and leaves. The first call decides: what breaks off when its processes are taken away is no news. */
function end(code: number): Promise<never> {
  ending ??= undoAll().then(() => process.exit(code));
  return ending;
}

/** Only we answer signals: the database's package would end the process before its data is removed. */
function leaveOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => void end(1));
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function measure(name: string, rounds: number): Promise<Report> {
  const bench = BENCHES[name];
  if (!bench) throw new Error(`There is no bench "${name}".\n${listed()}`);
  say('Making the production build…');
  ensureBuild();
  say('Starting a database…');
  const database: BenchDatabase = await startBenchDatabase();
  undo.push(database.remove);
  leaveOnSignals();
  const machine = await describeMachine(database.serverUrl);
  const limit = setTimeout(() => {
    say(`${name} did not end within ${bench.limitSeconds} seconds.`);
    void end(1);
  }, bench.limitSeconds * 1000);
  const report = await bench.run({
    rounds,
    database,
    machine,
    defer: (step) => undo.push(step),
    say,
  });
  clearTimeout(limit);
  return report;
}

function listed(): string {
  const lines = Object.entries(BENCHES).map(([name, { about }]) => `  ${name.padEnd(12)} ${about}`);
  return [USAGE, ...lines].join('\n');
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
    },
  });
  const [name] = positionals;
  if (name === undefined) {
    process.stdout.write(`${listed()}\n`);
    return 0;
  }
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 3)
    throw new Error(`Fewer than 3 rounds tell nothing.\n${USAGE}`);
  const report = await measure(name, rounds);
  process.stdout.write(`${values.json ? JSON.stringify(report) : reportTable(report)}\n`);
  return 0;
}

leaveOnSignals();
try {
  await end(await main());
} catch (error) {
  if (!ending) say(error instanceof Error ? error.message : String(error));
  await end(1);
}
