import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of the bench's own, which ends when the bench does. */
export type BenchChild = {
  process: ChildProcess;
  /** The last that it wrote, for messages. */
  output(): string;
  /** Resolves with the next message; rejects when the process ends instead. */
  message(): Promise<unknown>;
  stop(): Promise<void>;
};

/** Starts a TypeScript file as a process and waits for its first message. `env` is added to this process's own. */
export async function startChild(
  file: URL,
  env: Readonly<Record<string, string>> = {},
): Promise<BenchChild> {
  const child = fork(file, {
    env: { ...process.env, ...env },
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      lines.push(chunk.toString());
      if (lines.length > 50) lines.shift();
    });
  }
  const output = () => lines.join('');
  const gone = once(child, 'exit');
  const message = async () => {
    const [first] = await Promise.race([
      once(child, 'message'),
      gone.then(() => {
        throw new Error(`${file.pathname} ended:\n${output()}`);
      }),
    ]);
    return first as unknown;
  };
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await gone;
  };
  try {
    await message();
  } catch (error) {
    await stop();
    throw error;
  }
  return { process: child, output, message, stop };
}
