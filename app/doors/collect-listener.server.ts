import type { IncomingMessage, ServerResponse } from 'node:http';
import { MOST_BYTES } from '#app/domain/pixel-batch.ts';
import { environment } from '#app/platform/environment.server.ts';
import { clientAddress } from './client-address.server.ts';
import { answerUnread, type CollectCall, receivePixelBatch } from './collect-door.server.ts';
import { headerReader, readBody, sendAnswer } from './node-http.server.ts';

/** The collect door for Node's own server, without a web Request in between: the way that carries the load. */
export async function listenForPixel(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const header = headerReader(request);
  const neighbour = request.socket.remoteAddress ?? '';
  const call: CollectCall = {
    method: request.method ?? '',
    header,
    address: clientAddress(header('x-forwarded-for'), neighbour, environment().PROXIES),
  };
  // Read at once: what comes while nobody listens would be lost.
  const reading = call.method === 'POST' ? readBody(request, MOST_BYTES) : null;
  const early = await answerUnread(call);
  if (early || !reading) return sendAnswer(request, response, early ?? { status: 405 });
  sendAnswer(request, response, await receivePixelBatch(call, await reading));
}
