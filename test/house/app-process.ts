import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const PROJECT = path.resolve(import.meta.dirname, '../..');

export type AppProcess = {
  child: ChildProcess;
  /** The last lines that the process wrote, for messages. */
  output(): string;
  /** Moves its clock, where it was started with one that can be moved. */
  setClockAhead(milliseconds: number): Promise<void>;
  /** Ends it as an operator would, and waits for it. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
};

/**
 * Starts `entry` of the app ("app/server.ts", "app/worker/main.ts") as a process of its own, with every
 * request to *.myshopify.com going to the local Shopify. Waits until it says that it is ready.
 * It leads a process group: Ctrl-C in a terminal reaches only this process, which then stops it in its turn.
 */
export async function startAppProcess(
  entry: string,
  env: Record<string, string>,
  options: { hasMovableClock?: boolean } = {},
): Promise<AppProcess> {
  const clock = path.join(PROJECT, 'test/house/movable-clock.register.ts');
  const child = spawn(
    process.execPath,
    [
      ...(options.hasMovableClock ? ['--import', clock] : []),
      '--import',
      path.join(PROJECT, 'test/standin/fetch-redirect.register.ts'),
      '--import',
      path.join(PROJECT, 'test/house/end-with-parent.register.ts'),
      path.join(PROJECT, entry),
    ],
    {
      cwd: PROJECT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    },
  );
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      lines.push(chunk.toString());
      if (lines.length > 200) lines.shift();
    });
  }
  const output = () => lines.join('');
  const gone = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    gone.then(([code]) => {
      throw new Error(`${entry} ended with ${code} before it was ready:\n${output()}`);
    }),
  ]);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await gone;
  };
  const setClockAhead = async (clockAheadMs: number) => {
    const moved = once(child, 'message');
    child.send({ clockAheadMs });
    await Promise.race([
      moved,
      gone.then(() => {
        throw new Error(`${entry} is gone:\n${output()}`);
      }),
    ]);
  };
  return { child, output, setClockAhead, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
