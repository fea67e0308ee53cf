import type { IncomingMessage, ServerResponse } from 'node:http';
import { headerReader, readBody, sendAnswer } from './node-http.server.ts';
import { MAX_WEBHOOK_BYTES, receiveWebhook } from './webhook-door.server.ts';

/** The webhook door for Node's own server, without a web Request in between: the way that carries the load. */
export async function listenForWebhook(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? '';
  const declared = Number(request.headers['content-length'] ?? 0);
  if (method !== 'POST' || declared > MAX_WEBHOOK_BYTES) {
    sendAnswer(request, response, { status: method === 'POST' ? 413 : 405 });
    return;
  }
  const body = await readBody(request, MAX_WEBHOOK_BYTES);
  const status = body ? await receiveWebhook(method, headerReader(request), body) : 413;
  sendAnswer(request, response, { status });
}
