import { pixelRequest } from '../collect/pixel-request.ts';
import { clickRequest } from '../redirect/click-request.ts';
import { runFlatOut } from './flat-out.ts';
import type { LoadAnswer, LoadTask } from './load-plan.ts';
import { signedRequest } from './signed-request.ts';
import { runSteady } from './steady.ts';

/** The load, in a process of its own: it must not wait for what the bench does meanwhile. Ends with the bench. */
let requests: { bytes: Buffer }[] = [];

process.on('message', async (task: LoadTask) => {
  const answer = await carryOut(task).catch(
    (error: unknown): LoadAnswer => ({ kind: 'failed', message: String(error) }),
  );
  process.send?.(answer);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });

async function carryOut(task: LoadTask): Promise<LoadAnswer> {
  switch (task.kind) {
    case 'prepare':
      return prepare(task);
    case 'prepare-batches':
      return prepareBatches(task);
    case 'prepare-clicks':
      return prepareClicks(task);
    case 'flat-out':
      return { kind: task.kind, ...(await runFlatOut(requests, task)) };
    case 'steady':
      return { kind: task.kind, ...(await runSteady(requests, task)) };
  }
}

function prepare(task: Extract<LoadTask, { kind: 'prepare' }>): LoadAnswer {
  const { templates, signing, series, count, ownOrders } = task;
  requests = [];
  let bytes = 0;
  for (let index = 0; index < count; index += 1) {
    const template = templates[index % templates.length];
    if (!template) throw new Error('there is no body to send');
    bytes += template.body.length;
    requests.push(signedRequest(template, signing, series, index, ownOrders));
  }
  return { kind: 'prepare', meanBytes: Math.round(bytes / count) };
}

function prepareBatches({ plan }: Extract<LoadTask, { kind: 'prepare-batches' }>): LoadAnswer {
  requests = Array.from({ length: plan.count }, (_, index) => pixelRequest(plan, index));
  const bytes = requests.reduce((sum, request) => sum + request.bytes.length, 0);
  return { kind: 'prepare-batches', meanBytes: Math.round(bytes / plan.count) };
}

function prepareClicks({ plan }: Extract<LoadTask, { kind: 'prepare-clicks' }>): LoadAnswer {
  requests = Array.from({ length: plan.count }, (_, index) => clickRequest(plan, index));
  const bytes = requests.reduce((sum, request) => sum + request.bytes.length, 0);
  return { kind: 'prepare-clicks', meanBytes: Math.round(bytes / plan.count) };
}
