import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';

export type DemoDatabase = { url: string; notice: string | null; stop(): Promise<void> };

const ready = z.union([
  z.object({ taken: z.literal(true) }),
  z.object({ url: z.string(), notice: z.string().nullable() }),
]);

/**
 * Starts the demo's database on the data folder `name`. `afterwards: 'remove'` deletes the folder at the stop.
 * Throws an Error with a sentence for the person at the terminal when it cannot start, or another demo has it.
 */
export async function startDemoDatabase(
  name: string,
  afterwards: 'keep' | 'remove',
): Promise<DemoDatabase> {
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'database-process.ts'), name, afterwards],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  );
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-4_000);
  });
  const gone = once(child, 'exit');
  const message = await Promise.race([
    once(child, 'message').then(([said]) => ready.parse(said)),
    gone.then(() => {
      throw new Error(complaint.trim() || 'The database ended before it was ready.');
    }),
  ]);
  if ('taken' in message) {
    await gone;
    throw new Error(
      'The demo runs already, in another terminal. Use that one, or stop it with Ctrl-C first.',
    );
  }
  return {
    ...message,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.send('stop');
        await gone;
      }
    },
  };
}
