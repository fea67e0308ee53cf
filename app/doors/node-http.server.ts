import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HeaderReader } from './webhook-door.server.ts';

/** What a door answers, however it was asked. */
export type DoorAnswer = {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string;
};

export function headerReader(request: IncomingMessage): HeaderReader {
  return (name) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
}

/** The body, null when it is longer than `most` bytes. Never resolves when the sender hangs up: nobody is to be answered. */
export function readBody(request: IncomingMessage, most: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else resolve(null);
    });
    request.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
    );
    request.on('error', () => request.destroy());
  });
}

export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers = {}, body = '' }: DoorAnswer,
): void {
  if (response.destroyed) return;
  // What was not read to its end cannot be followed by another request on this connection.
  if (!request.complete) response.setHeader('connection', 'close');
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length }).end(body);
  if (!request.complete) request.resume();
}
