import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_WEBHOOK_BYTES, receiveWebhook } from './webhook-door.server.ts';

/** The webhook door for Node's own server, without a web Request in between: the way that carries the load. */
export function listenForWebhook(request: IncomingMessage, response: ServerResponse): void {
  const method = request.method ?? '';
  const declared = Number(request.headers['content-length'] ?? 0);
  if (method !== 'POST' || declared > MAX_WEBHOOK_BYTES) {
    answer(request, response, method === 'POST' ? 413 : 405);
    return;
  }

  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_WEBHOOK_BYTES) chunks.push(chunk);
    else if (!response.headersSent) answer(request, response, 413);
  });
  request.on('end', () => {
    if (response.headersSent) return;
    const header = (name: string) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    };
    const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size);
    void receiveWebhook(method, header, body).then((status) => answer(request, response, status));
  });
  // The sender hung up: there is nobody to answer.
  request.on('error', () => response.destroy());
}

function answer(request: IncomingMessage, response: ServerResponse, status: number): void {
  // What was not read to its end cannot be followed by another request on this connection.
  if (!request.complete) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-length': 0 }).end();
  if (!request.complete) request.resume();
}
