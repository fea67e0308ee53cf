import { setTimeout as sleep } from 'node:timers/promises';
import { type HttpConnection, openConnection } from './http-connection.ts';
import type { LoadTask, SteadyResult } from './load-plan.ts';

/**
 * Sends request i at i / perSecond seconds. Latency counts from that instant, also where the request had to
 * wait for its turn: a server that stands still for a second is late for everything that was due in that second.
 */
export async function runSteady(
  requests: readonly { bytes: Buffer }[],
  task: Extract<LoadTask, { kind: 'steady' }>,
): Promise<SteadyResult> {
  const idle: HttpConnection[] = await Promise.all(
    Array.from({ length: task.connections }, () => openConnection(task.port)),
  );
  const acknowledged: number[] = [];
  const latencies: number[] = [];
  const refused: Record<string, number> = {};
  const underWay: Promise<void>[] = [];

  const dispatch = async (index: number, bytes: Buffer, due: number) => {
    // The one that rested longest, so that none rests until the server closes it.
    let connection = idle.shift();
    while (connection && !connection.isOpen()) connection = idle.shift();
    connection ??= await openConnection(task.port);
    const status = await connection.send(bytes);
    const latency = performance.now() - due;
    idle.push(connection);
    if (status >= 200 && status < 400) {
      acknowledged.push(index);
      latencies.push(latency);
    } else {
      refused[status] = (refused[status] ?? 0) + 1;
    }
  };

  const start = performance.now() + 20;
  const batch = requests.slice(task.from, task.from + task.count);
  for (const [place, { bytes }] of batch.entries()) {
    const due = start + (place * 1000) / task.perSecond;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    const sending = dispatch(task.from + place, bytes, due);
    // Told by Promise.all below; until then it must not count as unhandled.
    sending.catch(() => undefined);
    underWay.push(sending);
  }
  await Promise.all(underWay);
  for (const connection of idle) connection.close();
  return {
    acknowledged,
    latencies,
    refused,
    next: task.from + batch.length,
    startedAt: performance.timeOrigin + start,
  };
}
