import { createServer } from 'node:http';
import type { Batch, WireEvent } from '#extensions/tracking-pixel/src/wire.ts';

export type CollectDoor = {
  url: string;
  posts: { batch: Batch; headers: Record<string, unknown>; method: string }[];
  /** With what it answers; default 204. */
  status: number;
  events(): WireEvent[];
  close(): Promise<void>;
};

/** An app that only takes what pixels post, and keeps it. */
export async function openCollectDoor(): Promise<CollectDoor> {
  const posts: CollectDoor['posts'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    const { method = '', headers } = request;
    const body = Buffer.concat(chunks).toString('utf8');
    posts.push({ batch: JSON.parse(body || '{}') as Batch, headers, method });
    response.writeHead(door.status, { 'access-control-allow-origin': '*' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const door: CollectDoor = {
    url: `http://localhost:${port}/collect`,
    posts,
    status: 204,
    events: () => posts.flatMap(({ batch }) => batch.events),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return door;
}
