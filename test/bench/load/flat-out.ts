import { openConnection } from './http-connection.ts';
import type { FlatOutResult, LoadTask } from './load-plan.ts';

/**
 * Sends as fast as the server answers. What is under way when the time is over is waited for, but not counted in
 * the rate: it is in `acknowledged`, since it must be found in the database too. Stops early when the requests end.
 */
export async function runFlatOut(
  requests: readonly { bytes: Buffer }[],
  task: Extract<LoadTask, { kind: 'flat-out' }>,
): Promise<FlatOutResult> {
  const connections = await Promise.all(
    Array.from({ length: task.connections }, () => openConnection(task.port)),
  );
  const acknowledged: number[] = [];
  const refused: Record<string, number> = {};
  let next = task.from;
  let counted = 0;
  const start = performance.now();
  const deadline = start + task.seconds * 1000;
  let end = deadline;
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < deadline) {
        const index = next;
        const request = requests[index];
        if (!request) {
          end = Math.min(end, performance.now());
          break;
        }
        next += 1;
        const status = await connection.send(request.bytes);
        if (status >= 200 && status < 400) {
          acknowledged.push(index);
          if (performance.now() <= end) counted += 1;
        } else {
          refused[status] = (refused[status] ?? 0) + 1;
        }
      }
    }),
  );
  for (const connection of connections) connection.close();
  return { acknowledged, refused, next, perSecond: (counted * 1000) / (end - start) };
}
