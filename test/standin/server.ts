import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { areas as allAreas } from './areas.ts';
import type { Handler, StandinRequest, StandinResponse } from './http.ts';
import type { World } from './state/world.ts';

export type Standin = { url: string; port: number; world: World; close(): Promise<void> };

/** A body larger than this is refused, as a front door would. */
const BODY_LIMIT_BYTES = 20 * 1024 * 1024;

/**
 * Starts the local Shopify on 127.0.0.1. Port 0 (the default) takes a free one.
 * `url` is `http://localhost:<port>`: the admin; `http://<name>.localhost:<port>` is a shop's storefront.
 */
export async function startStandin(options: {
  world: World;
  port?: number;
  areas?: (world: World) => Handler[];
}): Promise<Standin> {
  const { world } = options;
  const handlers = (options.areas ?? allAreas)(world);
  const server = createServer((incoming, outgoing) => {
    void answer(world, handlers, incoming, outgoing);
  });
  // Longer than any client's idle time-out, so that a kept connection never dies under a request.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('stand-in: no TCP address');
  const url = `http://localhost:${address.port}`;
  world.origin = url;
  return {
    url,
    port: address.port,
    world,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function answer(
  world: World,
  handlers: Handler[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const request = await readRequest(world, incoming);
    for (const handler of handlers) {
      const response = await handler(request);
      if (response !== null) {
        send(outgoing, request, response);
        return;
      }
    }
    send(outgoing, request, {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: `stand-in: nothing answers ${request.method} ${request.host}${request.url.pathname}\n`,
    });
  } catch (error) {
    // A defect of the stand-in itself must be seen, never taken for an answer of Shopify's.
    console.error('stand-in failed', incoming.method, incoming.url, error);
    if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain' });
    outgoing.end(`stand-in failed: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

async function readRequest(world: World, incoming: IncomingMessage): Promise<StandinRequest> {
  const hostHeader = incoming.headers.host ?? 'localhost';
  const meant = incoming.headers['x-standin-host'];
  const host = shopHost(typeof meant === 'string' ? meant : hostHeader);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > BODY_LIMIT_BYTES) throw new Error('request body over the limit');
    chunks.push(bytes);
  }
  return {
    method: incoming.method ?? 'GET',
    host,
    shop: world.shops.get(host) ?? null,
    url: new URL(incoming.url ?? '/', `http://${hostHeader}`),
    headers: incoming.headers,
    cookies: readCookies(incoming.headers.cookie),
    body: Buffer.concat(chunks),
    remoteAddress: incoming.socket.remoteAddress ?? '127.0.0.1',
  };
}

/** `glowy.localhost:4000` → `glowy.myshopify.com`; anything else unchanged but for case. */
function shopHost(host: string): string {
  const match = /^([a-z0-9][a-z0-9-]*)\.localhost(?::\d+)?$/i.exec(host);
  return (match ? `${match[1]}.myshopify.com` : host).toLowerCase();
}

function readCookies(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) cookies.set(pair.slice(0, at).trim(), decode(pair.slice(at + 1).trim()));
  }
  return cookies;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function send(outgoing: ServerResponse, request: StandinRequest, response: StandinResponse): void {
  if (response === 'break') {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(response.status, response.headers);
  outgoing.end(request.method === 'HEAD' ? undefined : response.body);
}
