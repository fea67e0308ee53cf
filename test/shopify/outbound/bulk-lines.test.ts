import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBulkLines } from '#app/shopify/outbound/bulk-lines.ts';
import { bulkOrders } from '#app/shopify/outbound/bulk-orders.ts';

const LINES = ['{"id":"é1"}', '', '{"id":"2"}', `{"id":"${'x'.repeat(200_000)}"}`, '{"id":"last"}'];
const FILE = Buffer.from(LINES.map((line) => `${line}\n`).join(''));

let server: Server;
let origin: string;
const asked: (string | undefined)[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    const { range } = request.headers;
    asked.push(range);
    const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    if (path === '/gone') return response.writeHead(403).end();
    if (path === '/busy') return response.writeHead(503).end();
    if (path === '/cut') return response.end(FILE.subarray(0, -3));
    if (path === '/broken') {
      response.writeHead(200, { 'content-length': FILE.length });
      return response.write(FILE.subarray(0, 20), () => response.destroy());
    }
    if (path === '/plain' || from === 0) return response.end(FILE);
    if (from >= FILE.length) return response.writeHead(416).end();
    return response.writeHead(206).end(FILE.subarray(from));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function read(path: string, from = 0) {
  const lines = [];
  for await (const line of readBulkLines(origin + path, from)) lines.push(line);
  return lines;
}

describe('readBulkLines', () => {
  it.each(['/ranges', '/plain'])('goes on from any line: %s', async (path) => {
    const all = await read(path);
    expect(all.map(({ text }) => text)).toEqual(LINES);
    expect(all.at(-1)?.end).toBe(FILE.length);
    for (const [place, { end }] of all.entries()) {
      expect(await read(path, end)).toEqual(all.slice(place + 1));
    }
    expect(asked).toContain(`bytes=${all[0]?.end}-`);
  });

  it.each([
    ['/gone', 'not_found'],
    ['/busy', 'shopify_unavailable'],
    ['/cut', 'shopify_unavailable'],
    ['/broken', 'shopify_unavailable'],
  ])('says what became of %s', async (path, code) => {
    await expect(read(path)).rejects.toMatchObject({ code });
  });

  it('lets go of the connection when nobody reads on', async () => {
    for await (const line of readBulkLines(`${origin}/ranges`, 0)) {
      expect(line.text).toBe(LINES[0]);
      break;
    }
  });
});

describe('bulkOrders', () => {
  async function entries(...texts: string[]) {
    async function* lines() {
      for (const [place, text] of texts.entries()) yield { text, end: place + 1 };
    }
    const found = [];
    for await (const entry of bulkOrders(lines())) found.push(entry);
    return found;
  }

  it('passes over an order that cannot be read, and says where it ends', async () => {
    const found = await entries(
      '{"id":"gid://shopify/Order/1"}',
      '{"__typename":"LineItem","__parentId":"gid://shopify/Order/1"}',
      '{"id":"gid://shopify/Order/2"}',
    );
    expect(found).toMatchObject([
      { end: 2, found: { code: 'shopify_rejected' } },
      { end: 3, found: { code: 'shopify_rejected' } },
    ]);
  });

  it.each([
    [['{"__typename":"LineItem","__parentId":"gid://shopify/Order/1"}']],
    [['{"id":"a"}', '{"id":"b"}', '{"__typename":"LineItem","__parentId":"a"}']],
    [['{"id":"a"']],
  ])('refuses a file that is not as it was asked for: %j', async (texts) => {
    await expect(entries(...texts)).rejects.toMatchObject({ code: 'shopify_rejected' });
  });
});
