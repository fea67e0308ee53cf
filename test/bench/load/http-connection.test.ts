import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openConnection, statusOfAnswer } from './http-connection.ts';

const REQUEST = Buffer.from('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok');

let server: Server | undefined;

async function serve(answer: (response: ServerResponse, nth: number) => void): Promise<number> {
  let count = 0;
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      count += 1;
      answer(response, count);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

describe('a connection of the load', () => {
  it('tells the status of each answer, whatever its form', async () => {
    const port = await serve((response, nth) => {
      if (nth === 1) response.writeHead(200, { 'content-length': 0 }).end();
      else if (nth === 2) response.writeHead(503).end('x'.repeat(200_000));
      else if (nth === 3) response.writeHead(401, { 'content-length': 3 }).end('bad');
      else response.writeHead(200).end();
    });
    const connection = await openConnection(port);
    const statuses = [];
    for (let nth = 0; nth < 4; nth += 1) statuses.push(await connection.send(REQUEST));
    connection.close();
    expect(statuses).toEqual([200, 503, 401, 200]);
  });

  it('fails when the server hangs up', async () => {
    const port = await serve((response) => response.destroy());
    const connection = await openConnection(port);
    expect(connection.isOpen()).toBe(true);
    await expect(connection.send(REQUEST)).rejects.toThrow();
    expect(connection.isOpen()).toBe(false);
    await expect(connection.send(REQUEST)).rejects.toThrow('closed');
  });
});

describe('statusOfAnswer', () => {
  it.each([
    ['HTTP/1.1 200 OK\r\nContent-Le', null],
    ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no', null],
    ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', 200],
    ['HTTP/1.1 204 No Content\r\n\r\n', 204],
    ['HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n', null],
    ['HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n', null],
    ['HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n', 500],
  ])('of %j is %s', (received, status) => {
    expect(statusOfAnswer(received)).toBe(status);
  });
});
