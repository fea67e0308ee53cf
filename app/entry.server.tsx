import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { admitAdminElsewhere } from './platform/admin-elsewhere.server.ts';
import { logOf } from './platform/log.server.ts';
import { shopify } from './shopify.server.ts';

export { closeDatabase } from './db/client.server.ts';
/** The production server takes the doors and the worker from this bundle, so that each module exists once. */
export { openDoors } from './doors/open-doors.server.ts';
export { finishClicks } from './flow/capture/record-click.server.ts';
export { startWorker } from './worker/runner.server.ts';

export const streamTimeout = 5000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  shopify().addDocumentResponseHeaders(request, headers);
  admitAdminElsewhere(headers);
  const readyEvent = isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady';
  return new Promise((resolve, reject) => {
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={context} url={request.url} />,
      {
        [readyEvent]: () => {
          const body = new PassThrough();
          headers.set('content-type', 'text/html');
          resolve(
            new Response(createReadableStreamFromReadable(body), {
              headers,
              status: failed ? 500 : status,
            }),
          );
          pipe(body);
        },
        onShellError: reject,
        onError: (error: unknown) => {
          failed = true;
          logOf('render').error({ err: error }, 'a page could not be rendered');
        },
      },
    );
    setTimeout(abort, streamTimeout + 1000);
  });
}

/** Called for every loader and action that threw something other than a Response. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  logOf('routes').error({ err: error, path: new URL(request.url).pathname }, 'a request failed');
}
